import type { Caller } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { awsManaged } from './aws-managed'
import type { IamState, RoleRecord } from './state'

/** `arn:aws:sts::…:assumed-role/NAME/session` → `NAME` */
export const roleOfSession = (principal: string): string | undefined => /:assumed-role\/([^/]+)\//.exec(principal)?.[1]

/** What a managed policy says; undefined where there is none of that ARN. */
export function managedDocument(iam: IamState | undefined, arn: string): string | undefined {
  const own = iam?.policies.get(arn)
  return own ? own.versions.find(({ id }) => id === own.inForce)?.document : awsManaged.get(arn)?.document
}

/** All that a role's policies say. Policies of AWS's that the sandbox knows by name only allow nothing. */
export const documentsOf = (iam: IamState, role: RoleRecord): string[] => [
  ...role.inline.values(),
  ...[...role.attached.keys()].flatMap((arn) => managedDocument(iam, arn) ?? []),
]

/**
 * What conditions may ask of who calls, and when.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function contextOf(caller: Caller, { iam, clock }: Region): Record<string, readonly string[]> {
  const { account, principal, sourceIdentity, session, region } = caller
  const name = roleOfSession(principal)
  const role = iam.roles.get(name ?? '')
  const tags = [
    ...(role?.tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
    ...Object.entries(session?.tags ?? {}),
  ]
  return {
    'aws:principalarn': [role?.arn ?? (name ? `arn:aws:iam::${account}:role/${name}` : principal)],
    'aws:principalaccount': [account],
    'aws:principaltype': [name ? 'AssumedRole' : 'Account'],
    'aws:userid': [role ? `${role.id}:${principal.split('/').at(-1)}` : account],
    'aws:requestedregion': [region],
    'aws:currenttime': [clock.date().toISOString()],
    'aws:epochtime': [String(Math.floor(clock.now() / 1000))],
    'aws:sourceip': ['127.0.0.1'],
    // The sandbox stands in for endpoints that speak TLS.
    'aws:securetransport': ['true'],
    ...(sourceIdentity !== undefined && { 'aws:sourceidentity': [sourceIdentity] }),
    ...Object.fromEntries(tags.map(([key = '', value = '']) => [`aws:principaltag/${key.toLowerCase()}`, [value]])),
  }
}
