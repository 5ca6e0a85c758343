import {
  InvalidNextTokenException,
  ObjectNotFoundException,
  ResourceNotFoundException,
  TooManyTagsException,
  ValidationException,
} from '@aws-sdk/client-application-auto-scaling'
import { unfit } from '../../wire/errors'

const $metadata = {}
export const invalid = (message: string) => new ValidationException({ message, Message: message, $metadata })
export const notFound = (message: string) => new ObjectNotFoundException({ message, Message: message, $metadata })
export const badToken = () =>
  new InvalidNextTokenException({ message: 'Invalid next token.', Message: 'Invalid next token.', $metadata })
export const noResource = (arn: string) =>
  new ResourceNotFoundException({ message: `No scalable target found for ARN: ${arn}`, ResourceName: arn, $metadata })
export const tooManyTags = (arn: string) =>
  new TooManyTagsException({ message: 'A scalable target can have at most 50 tags.', ResourceName: arn, $metadata })

/** Refuses a word that is not of an enum, in the words of AWS's common validator. */
export function checkWord(value: string | undefined, words: Readonly<Record<string, string>>, at: string): void {
  const known = Object.values(words)
  if (value !== undefined && !known.includes(value))
    throw invalid(unfit(at, value, `satisfy enum value set: [${known.join(', ')}]`))
}

export function checkLength(value: { length: number } | undefined, at: string, most: number, least = 1): void {
  if (value === undefined || (value.length >= least && value.length <= most)) return
  throw invalid(unfit(at, value, `have length between ${least} and ${most}`))
}

/** Every list of Application Auto Scaling has 50 items a page at most, and as many unless fewer are asked for. */
export function pageSize(most: number | undefined): number {
  if (most !== undefined && (!Number.isInteger(most) || most < 1 || most > 50))
    throw invalid(`Maximum number of results must be between 1 and 50: ${most}`)
  return most ?? 50
}
