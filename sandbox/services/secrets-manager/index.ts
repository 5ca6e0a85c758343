import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import { reads } from './reads'
import { secrets } from './secrets'
import { versions } from './versions'

export const secretsManagerMount: Mount = {
  signingName: 'secretsmanager',
  json: { target: 'secretsmanager' },
  sdk: () => import('@aws-sdk/client-secrets-manager'),
  handlers: { ...secrets, ...versions, ...reads },
  missing: missing.validationException,
}
