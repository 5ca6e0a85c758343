import {
  InvalidEventPatternException,
  LimitExceededException,
  ResourceNotFoundException,
} from '@aws-sdk/client-eventbridge'
import { AwsError } from '../../wire/errors'

const $metadata = {}
export const invalid = (message: string) => new AwsError('ValidationException', message)
export const badPattern = (message: string) => new InvalidEventPatternException({ message, $metadata })
export const limit = (message: string) => new LimitExceededException({ message, $metadata })
export const noRule = (name: string) =>
  new ResourceNotFoundException({ message: `Rule ${name} does not exist on EventBus default.`, $metadata })
export const noBus = (name: string) =>
  new ResourceNotFoundException({ message: `Event bus ${name} does not exist.`, $metadata })
