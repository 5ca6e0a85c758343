import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import { policies } from './policies'
import { roles } from './roles'

export const iamMount: Mount = {
  signingName: 'iam',
  query: { version: '2010-05-08', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/', flavour: 'aws' },
  sdk: () => import('@aws-sdk/client-iam'),
  handlers: { ...roles, ...policies },
  missing: missing.validationError,
}
