import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import { managed } from './managed'
import { policies } from './policies'
import { profiles } from './profiles'
import { roles } from './roles'
import { versions } from './versions'

export const iamMount: Mount = {
  signingName: 'iam',
  query: { version: '2010-05-08', namespace: 'https://iam.amazonaws.com/doc/2010-05-08/', flavour: 'aws' },
  sdk: () => import('@aws-sdk/client-iam'),
  handlers: { ...roles, ...policies, ...managed, ...versions, ...profiles },
  missing: missing.validationError,
}
