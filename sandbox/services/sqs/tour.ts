import type * as sqs from '@aws-sdk/client-sqs'
import type { Tour } from '../../wire/tour'

export const tour: Tour<typeof sqs> = async ({ call, pass }) => {
  const dead = await call('CreateQueue', { QueueName: 'tour-dead' })
  const { Attributes } = await call('GetQueueAttributes', { QueueUrl: dead.QueueUrl, AttributeNames: ['All'] })
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: Attributes?.QueueArn, maxReceiveCount: 5 })
  const { QueueUrl } = await call('CreateQueue', { QueueName: 'tour', Attributes: { RedrivePolicy } })
  await call('GetQueueUrl', { QueueName: 'tour' })
  await call('ListQueues', {})
  await call('ListDeadLetterSourceQueues', { QueueUrl: dead.QueueUrl })
  await call('SetQueueAttributes', { QueueUrl, Attributes: { VisibilityTimeout: '60' } })
  await call('TagQueue', { QueueUrl, Tags: { a: 'b' } })
  await call('ListQueueTags', { QueueUrl })
  await call('UntagQueue', { QueueUrl, TagKeys: ['a'] })
  const MessageAttributes = { kind: { DataType: 'String', StringValue: 'tour' } }
  await call('SendMessage', { QueueUrl, MessageBody: 'one', MessageAttributes })
  await call('SendMessageBatch', {
    QueueUrl,
    Entries: ['two', 'three', 'four'].map((MessageBody, index) => ({ Id: `m${index}`, MessageBody })),
  })
  pass(1)
  const { Messages = [] } = await call('ReceiveMessage', {
    QueueUrl,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['All'],
  })
  const [first, second, ...rest] = Messages.map(({ ReceiptHandle }) => ReceiptHandle)
  await call('ChangeMessageVisibility', { QueueUrl, ReceiptHandle: first, VisibilityTimeout: 30 })
  await call('ChangeMessageVisibilityBatch', {
    QueueUrl,
    Entries: [{ Id: 'm', ReceiptHandle: second, VisibilityTimeout: 30 }],
  })
  await call('DeleteMessage', { QueueUrl, ReceiptHandle: first })
  const left = [second, ...rest].map((ReceiptHandle, index) => ({ Id: `m${index}`, ReceiptHandle }))
  await call('DeleteMessageBatch', { QueueUrl, Entries: left })
  await call('PurgeQueue', { QueueUrl })
  await call('DeleteQueue', { QueueUrl })
}
