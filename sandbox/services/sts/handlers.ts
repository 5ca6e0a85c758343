import type * as sts from '@aws-sdk/client-sts'
import { type Session, tokenOf } from '../../wire/caller'
import { AwsError } from '../../wire/errors'
import type { Caller, Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { checkDocument } from '../iam/documents'
import { roleId } from '../iam/ids'
import { managedDocument } from '../iam/role-policies'
import { checkInput, refuse } from './input'
import { trusted } from './trust'

export const handlers: Handlers<typeof sts, Region> = {
  GetCallerIdentity(_input, _world, { account, principal, accessKeyId }) {
    const [role = '', session] = principal.split('/').slice(-2)
    // A root user's id is its account; a session's is its role's id and its own name.
    const userId = principal.includes(':assumed-role/') ? `${roleId(account, role)}:${session}` : account
    return { Account: account, Arn: principal, UserId: accessKeyId === '' ? account : userId }
  },

  // https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
  AssumeRole(input, world, caller) {
    const { RoleArn = '', RoleSessionName = '', DurationSeconds = 3600, SourceIdentity, Policy, PolicyArns } = input
    const { account, name } = checkInput(input)
    const role = world.iamOf(account)?.roles.get(name)
    // A source identity cannot be changed once it is set, and goes on to the roles assumed from there.
    const sourceIdentity = caller.sourceIdentity ?? SourceIdentity
    const tags = tagsOf(input, caller)
    if (role && !trusted(role, input, tags, caller, world))
      throw new AwsError(
        'AccessDenied',
        `User: ${caller.principal} is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
        403,
      )
    if (role && DurationSeconds > role.maxSession)
      throw refuse('The requested DurationSeconds exceeds the MaxSessionDuration set for this role.')
    if (caller.principal.includes(':assumed-role/') && DurationSeconds > 3600)
      throw refuse('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.')
    const policies = [
      ...(Policy === undefined ? [] : [checkDocument(Policy, 'identity')]),
      ...(PolicyArns ?? []).map(({ arn = '' }) => {
        const document = managedDocument(world.iamOf(account), arn)
        if (document === undefined) throw refuse(`Policy ${arn} does not exist or is not attachable.`)
        return document
      }),
    ]
    const principal = `arn:aws:sts::${account}:assumed-role/${name}/${RoleSessionName}`
    return {
      Credentials: credentialsFor(world, DurationSeconds, {
        account,
        principal,
        ...(sourceIdentity && { sourceIdentity }),
        ...tags,
        ...(policies.length > 0 && { policies }),
      }),
      AssumedRoleUser: { AssumedRoleId: `${roleId(account, name)}:${RoleSessionName}`, Arn: principal },
      ...(sourceIdentity && { SourceIdentity: sourceIdentity }),
      ...(policies.length > 0 && { PackedPolicySize: Math.min(99, Math.ceil(policies.join('').length / 40)) }),
    }
  },

  // https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html
  GetSessionToken({ DurationSeconds = 43_200 }, world, caller) {
    if (caller.session) throw new AwsError('AccessDenied', 'Cannot call GetSessionToken with session credentials', 403)
    if (!Number.isInteger(DurationSeconds) || DurationSeconds < 900 || DurationSeconds > 129_600)
      throw refuse(`Value '${DurationSeconds}' at 'durationSeconds' must be between 900 and 129600`)
    const { account, principal } = caller
    return { Credentials: credentialsFor(world, DurationSeconds, { account, principal }) }
  },
}

/** Keys come from the world's own generator, as every id does. */
function credentialsFor({ clock, random }: Region, seconds: number, session: Session) {
  const expires = clock.now() + seconds * 1000
  return {
    AccessKeyId: `ASIA${random.hex(16).toUpperCase()}`,
    SecretAccessKey: Buffer.from(random.hex(60), 'hex').toString('base64'),
    SessionToken: tokenOf({ ...session, expires }),
    Expiration: new Date(expires),
  }
}

/**
 * Session tags: those asked for, over those that go on from the session before.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_session-tags.html
 */
function tagsOf({ Tags, TransitiveTagKeys }: sts.AssumeRoleCommandInput, { session }: Caller) {
  const inherited = Object.entries(session?.tags ?? {}).filter(([key]) => session?.transitive?.includes(key))
  const given = (Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value] as const)
  const again = given.find(([key]) => inherited.some(([other]) => other === key))
  if (again)
    throw refuse(
      "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
    )
  const tags = Object.fromEntries([...inherited, ...given])
  const transitive = [...inherited.map(([key]) => key), ...(TransitiveTagKeys ?? [])]
  return { ...(Object.keys(tags).length > 0 && { tags }), ...(transitive.length > 0 && { transitive }) }
}
