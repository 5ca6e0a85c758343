import {
  InvalidFormatFault,
  InvalidNextToken,
  InvalidParameterCombinationException,
  InvalidParameterValueException,
  MissingRequiredParameterException,
  ResourceNotFound,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch'
import { AwsError, unfit } from '../../wire/errors'

const $metadata = {}
export const badValue = (message: string) => new InvalidParameterValueException({ message, $metadata })
export const badCombination = (message: string) => new InvalidParameterCombinationException({ message, $metadata })
export const required = (message: string) => new MissingRequiredParameterException({ message, $metadata })
export const badToken = () => new InvalidNextToken({ message: 'Invalid NextToken.', $metadata })
export const noAlarm = () => new ResourceNotFound({ message: 'Unknown alarm name', $metadata })
export const badFormat = (message: string) => new InvalidFormatFault({ message, $metadata })
export const noResource = (id: string) =>
  new ResourceNotFoundException({
    message: `Resource not found: ${id}`,
    ResourceType: 'alarm',
    ResourceId: id,
    $metadata,
  })
export const invalid = (message: string) => new AwsError('ValidationError', message)

/** Refuses a word that is not of an enum, in the words of AWS's common validator. */
export function checkWord(value: string | undefined, words: Readonly<Record<string, string>>, at: string): void {
  const known = Object.values(words)
  if (value === undefined || known.includes(value)) return
  throw invalid(unfit(at, value, `satisfy enum value set: [${known.join(', ')}]`))
}

/** Refuses a text or list whose length is out of bounds. */
export function checkLength(value: { length: number } | undefined, at: string, most: number, least = 1): void {
  if (value === undefined || (value.length >= least && value.length <= most)) return
  const shown = typeof value === 'string' ? value : `[${value.length} items]`
  const bound =
    value.length > most ? `have length less than or equal to ${most}` : `have length greater than or equal to ${least}`
  throw invalid(unfit(at, shown, bound))
}

export function checkRange(value: number | undefined, at: string, least: number, most: number): void {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return
  const bound = value > most ? `less than or equal to ${most}` : `greater than or equal to ${least}`
  throw invalid(unfit(at, value, `have value ${bound}`))
}
