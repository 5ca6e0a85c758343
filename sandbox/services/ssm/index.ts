import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import { activations } from './activations'
import { commandReads } from './command-reads'
import { commands } from './commands'
import { instances } from './instances'
import { parameterReads } from './parameter-reads'
import { parameters } from './parameters'
import { tags } from './tags'

export const ssmMount: Mount = {
  signingName: 'ssm',
  json: { target: 'AmazonSSM' },
  sdk: () => import('@aws-sdk/client-ssm'),
  handlers: { ...activations, ...instances, ...parameters, ...parameterReads, ...commands, ...commandReads, ...tags },
  missing: missing.validationException,
}
