import {
  BatchEntryIdsNotDistinct,
  BatchRequestTooLong,
  EmptyBatchRequest,
  InvalidAddress,
  InvalidAttributeName,
  InvalidAttributeValue,
  InvalidBatchEntryId,
  InvalidMessageContents,
  MessageNotInflight,
  PurgeQueueInProgress,
  QueueDeletedRecently,
  QueueDoesNotExist,
  QueueNameExists,
  ReceiptHandleIsInvalid,
  TooManyEntriesInBatchRequest,
} from '@aws-sdk/client-sqs'
import { AwsError } from '../../wire/errors'

const $metadata = {}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/CommonErrors.html */
export const invalidValue = (message: string) =>
  new AwsError('InvalidParameterValue', message, 400, 'InvalidParameterValueException')
export const missingParameter = (name: string) =>
  new AwsError('MissingParameter', `The request must contain the parameter ${name}.`)

export const noQueue = () => new QueueDoesNotExist({ message: 'The specified queue does not exist.', $metadata })
export const badAddress = (url: string) =>
  new InvalidAddress({ message: `The address ${url} is not valid for this endpoint.`, $metadata })
export const nameExists = (attribute: string) =>
  new QueueNameExists({
    message: `A queue already exists with the same name and a different value for attribute ${attribute}`,
    $metadata,
  })
export const deletedRecently = () =>
  new QueueDeletedRecently({
    message: 'You must wait 60 seconds after deleting a queue before you can create another with the same name.',
    $metadata,
  })
export const purging = (name: string) =>
  new PurgeQueueInProgress({
    message: `Only one PurgeQueue operation on ${name} is allowed every 60 seconds.`,
    $metadata,
  })
export const unknownAttribute = (name: string) =>
  new InvalidAttributeName({ message: `Unknown Attribute ${name}.`, $metadata })
export const badAttribute = (name: string) =>
  new InvalidAttributeValue({ message: `Invalid value for the parameter ${name}.`, $metadata })
export const badContents = (message: string) => new InvalidMessageContents({ message, $metadata })
export const badHandle = (handle: string) =>
  new ReceiptHandleIsInvalid({
    message: `The input receipt handle "${handle}" is not a valid receipt handle.`,
    $metadata,
  })
export const notInFlight = () =>
  new MessageNotInflight({ message: 'The message referred to is not in flight.', $metadata })

export const batch = {
  empty: (entry: string) =>
    new EmptyBatchRequest({ message: `There should be at least one ${entry} in the request.`, $metadata }),
  tooMany: (count: number) =>
    new TooManyEntriesInBatchRequest({
      message: `Maximum number of entries per request are 10. You have sent ${count}.`,
      $metadata,
    }),
  sameId: (id: string) => new BatchEntryIdsNotDistinct({ message: `Id ${id} repeated.`, $metadata }),
  badId: () =>
    new InvalidBatchEntryId({
      message:
        'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
      $metadata,
    }),
  tooLong: (size: number) =>
    new BatchRequestTooLong({
      message: `Batch requests cannot be longer than 1048576 bytes. You have sent ${size} bytes.`,
      $metadata,
    }),
}
