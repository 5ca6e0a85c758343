import {
  InvalidActivation,
  InvalidActivationId,
  InvalidFilter,
  InvalidInstanceId,
  InvalidNextToken,
  InvalidParameters,
  InvalidResourceId,
  InvalidResourceType,
  TooManyTagsError,
} from '@aws-sdk/client-ssm'
import { AwsError } from '../../wire/errors'

const $metadata = {}
/** SSM's members are named Message, the SDK's errors take both. */
export const noActivation = (message: string) => new InvalidActivation({ message, Message: message, $metadata })
export const noActivationId = (message: string) => new InvalidActivationId({ message, Message: message, $metadata })
export const badFilter = (message: string) => new InvalidFilter({ message, Message: message, $metadata })
export const noInstance = (message: string) => new InvalidInstanceId({ message, Message: message, $metadata })
export const badToken = () =>
  new InvalidNextToken({ message: 'Invalid next token.', Message: 'Invalid next token.', $metadata })
export const badParameters = (message: string) => new InvalidParameters({ message, Message: message, $metadata })
export const noResource = () => new InvalidResourceId({ message: 'The resource ID is not valid.', $metadata })
export const badResourceType = () => new InvalidResourceType({ message: 'The resource type is not valid.', $metadata })
export const tooManyTags = () => new TooManyTagsError({ message: 'A resource can have at most 50 tags.', $metadata })
export const invalid = (message: string) => new AwsError('ValidationException', message)
