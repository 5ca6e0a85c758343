import type * as sts from '@aws-sdk/client-sts'
import type { Tour } from '../../wire/tour'

export const tour: Tour<typeof sts> = async ({ call }) => {
  await call('GetCallerIdentity', {})
  await call('GetSessionToken', { DurationSeconds: 900 })
  await call('AssumeRole', {
    // A role that nobody made here, of another account: its own rules decide.
    RoleArn: 'arn:aws:iam::999988887777:role/tour',
    RoleSessionName: 'tour',
    SourceIdentity: 'visitor',
  })
}
