import type { AssumeRoleCommandInput } from '@aws-sdk/client-sts'
import type { Caller } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { statementsOf } from '../iam/documents'
import { judge, like } from '../iam/evaluate'
import { contextOf, roleOfSession } from '../iam/role-policies'
import type { RoleRecord } from '../iam/state'

/**
 * Whether a role's trust policy lets a caller in, and lets it set the tags and the source identity that it asks for.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-trust-policy.html
 */
export function trusted(
  role: RoleRecord,
  input: AssumeRoleCommandInput,
  { tags = {}, transitive = [] }: { tags?: Record<string, string>; transitive?: string[] },
  caller: Caller,
  world: Region,
): boolean {
  const given = (input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value] as const)
  const context: Record<string, readonly string[]> = {
    ...contextOf(caller, world),
    'sts:rolesessionname': [input.RoleSessionName ?? ''],
    ...(input.ExternalId !== undefined && { 'sts:externalid': [input.ExternalId] }),
    ...(input.SourceIdentity !== undefined && { 'sts:sourceidentity': [input.SourceIdentity] }),
    ...(given.length > 0 && { 'aws:tagkeys': given.map(([key]) => key) }),
    ...(transitive.length > 0 && { 'sts:transitivetagkeys': transitive }),
  }
  for (const [key, value] of given) context[`aws:requesttag/${key.toLowerCase()}`] = [value]
  const actions = ['sts:AssumeRole']
  if (Object.keys(tags).length > 0) actions.push('sts:TagSession')
  if ((input.SourceIdentity ?? caller.sourceIdentity) !== undefined) actions.push('sts:SetSourceIdentity')
  const asks = statementsOf(role.trust).filter(
    ({ principals, notPrincipals }) =>
      (principals === undefined || means(principals, caller)) && !(notPrincipals && means(notPrincipals, caller)),
  )
  return actions.every((action) => judge(asks, { action, resource: role.arn, context }) === 'allowed')
}

/** A principal means a caller by its account, its role or its session. */
function means({ AWS = [] }: Record<string, string[]>, { account, principal }: Caller): boolean {
  const role = roleOfSession(principal)
  return AWS.some((who) => {
    if (who === '*' || who === account || who === principal || who === `arn:aws:iam::${account}:root`) return true
    // A role's path is in its ARN and not in its sessions'.
    return role !== undefined && like(`arn:aws:iam::${account}:role/*`, who) && who.split('/').at(-1) === role
  })
}
