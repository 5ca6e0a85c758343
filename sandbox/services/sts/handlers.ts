import { randomBytes } from 'node:crypto'
import type * as sts from '@aws-sdk/client-sts'
import { tokenOf } from '../../wire/caller'
import { AwsError, unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'

const named = /^[\w+=,.@-]{2,64}$/
const refuse = (message: string) => new AwsError('ValidationError', message)

export const handlers: Handlers<typeof sts, Region> = {
  GetCallerIdentity(_input, _world, { account, principal, accessKeyId }) {
    const session = principal.split('/').slice(-2)
    // A root user's id is its account; a session's is its role's id and its own name.
    const userId = principal.includes(':assumed-role/') ? `${roleId(session[0] ?? '')}:${session[1]}` : account
    return { Account: account, Arn: principal, UserId: accessKeyId === '' ? account : userId }
  },

  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  AssumeRole(input, world, caller) {
    const { RoleArn = '', RoleSessionName = '', DurationSeconds = 3600, SourceIdentity } = input
    const role = /^arn:aws[a-z-]*:iam::(\d{12}):role\/(?:[\w+=,.@/-]*\/)?([\w+=,.@-]{1,64})$/.exec(RoleArn)
    const [, account, name] = role ?? []
    if (!account || !name) throw refuse(`${RoleArn} is invalid`)
    if (!named.test(RoleSessionName))
      throw refuse(unfit('roleSessionName', RoleSessionName, 'satisfy regular expression pattern: [\\w+=,.@-]*'))
    if (SourceIdentity !== undefined && !named.test(SourceIdentity))
      throw refuse(unfit('sourceIdentity', SourceIdentity, 'satisfy regular expression pattern: [\\w+=,.@-]*'))
    if (!Number.isInteger(DurationSeconds) || DurationSeconds < 900)
      throw refuse(unfit('durationSeconds', DurationSeconds, 'have value greater than or equal to 900'))
    if (DurationSeconds > 43_200)
      throw refuse(unfit('durationSeconds', DurationSeconds, 'have value less than or equal to 43200'))
    const principal = `arn:aws:sts::${account}:assumed-role/${name}/${RoleSessionName}`
    // A source identity cannot be changed once it is set, and goes on to the roles assumed from there.
    const sourceIdentity = caller.sourceIdentity ?? SourceIdentity
    const session = { account, principal, ...(sourceIdentity && { sourceIdentity }) }
    const secret = randomBytes(30).toString('base64')
    return {
      Credentials: {
        AccessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
        SecretAccessKey: secret,
        SessionToken: tokenOf(session),
        Expiration: new Date(world.clock.now() + DurationSeconds * 1000),
      },
      AssumedRoleUser: { AssumedRoleId: `${roleId(name)}:${RoleSessionName}`, Arn: principal },
      ...(sourceIdentity && { SourceIdentity: sourceIdentity }),
    }
  },
}

/** A role's id from its name alone, so that a role that is assumed need not have been made. */
function roleId(name: string): string {
  let out = ''
  let h = 7
  for (let i = 0; out.length < 17; i++) {
    h = (Math.imul(h, 31) + name.charCodeAt(i % Math.max(1, name.length)) + i) >>> 0
    out += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.charAt(h % 32)
  }
  return `AROA${out}`
}
