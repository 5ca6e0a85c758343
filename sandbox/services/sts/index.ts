import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import { handlers } from './handlers'

export const stsMount: Mount = {
  signingName: 'sts',
  query: { version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/', flavour: 'aws' },
  sdk: () => import('@aws-sdk/client-sts'),
  unsigned: ['AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'],
  handlers,
  missing: missing.validationError,
}
