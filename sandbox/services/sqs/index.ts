import type { Mount } from '../../wire/mount'
import { missingParameter } from './errors'
import { queues } from './queues'
import { receive } from './receive'
import { send } from './send'

export const sqsMount: Mount = {
  signingName: 'sqs',
  json: { target: 'AmazonSQS' },
  query: { version: '2012-11-05', namespace: 'http://queue.amazonaws.com/doc/2012-11-05/', flavour: 'aws' },
  sdk: () => import('@aws-sdk/client-sqs'),
  handlers: { ...queues, ...send, ...receive },
  missing: (paths) => missingParameter(paths[0] ?? ''),
}
