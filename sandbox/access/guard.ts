import { type Question, type Verdict, verdictOf } from '../services/iam/evaluate'
import { contextOf, documentsOf, roleOfSession } from '../services/iam/role-policies'
import type { Call } from '../wire/core'
import { denied, expired } from '../wire/refusals'
import { requestContext } from './context'
import { passedRoles } from './passed-roles'
import { resourcesOf, tagsOfResource } from './resources'

/**
 * Calls made with an assumed role are held against the role's policies, and its session's. A role that was never made
 * in this world may do everything, and so may an account's own keys.
 */
export function access(call: Call): void {
  const { caller, region, action } = call
  const { session } = caller
  if (session?.expires !== undefined && session.expires <= region.clock.now()) throw expired(call)
  const role = region.iam.roles.get(roleOfSession(caller.principal) ?? '')
  const limits = session?.policies ?? []
  // Everyone may ask who they are: https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
  if ((!role && limits.length === 0) || action === 'sts:GetCallerIdentity') return
  const documents = role ? documentsOf(region.iam, role) : undefined
  const context = { ...contextOf(caller, region), ...requestContext(call) }
  const ask = (question: Question) => {
    const verdict = together(documents, limits, question)
    if (verdict === 'allowed') return
    const kind = verdict.bySession ? 'a session policy' : 'an identity-based policy'
    const why =
      verdict.verdict === 'explicitDeny'
        ? `with an explicit deny in ${kind}`
        : `because no ${verdict.bySession ? 'session' : 'identity-based'} policy allows the ${question.action} action`
    throw denied({ ...call, action: question.action }, question.resource, why)
  }
  for (const resource of resourcesOf(call))
    ask({ action, resource, context: { ...context, ...tagsOfResource(region, resource) } })
  for (const { arn, to } of passedRoles(call))
    ask({ action: 'iam:PassRole', resource: arn, context: { ...context, 'iam:passedtoservice': [to] } })
}

/** The role and the session must both allow. */
function together(
  documents: readonly string[] | undefined,
  limits: readonly string[],
  question: Question,
): 'allowed' | { verdict: Verdict; bySession: boolean } {
  const role = documents ? verdictOf(documents, question) : 'allowed'
  if (role !== 'allowed') return { verdict: role, bySession: false }
  const session = limits.length > 0 ? verdictOf(limits, question) : 'allowed'
  return session === 'allowed' ? 'allowed' : { verdict: session, bySession: true }
}
