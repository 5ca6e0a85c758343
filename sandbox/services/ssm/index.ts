import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import { activations } from './activations'
import { instances } from './instances'
import { tags } from './tags'

export const ssmMount: Mount = {
  signingName: 'ssm',
  json: { target: 'AmazonSSM' },
  sdk: () => import('@aws-sdk/client-ssm'),
  handlers: { ...activations, ...instances, ...tags },
  missing: missing.validationException,
}
