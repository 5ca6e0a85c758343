import { malformed } from './errors'

/** One statement of a policy, its one-or-many members made many. */
export interface Statement {
  effect: 'Allow' | 'Deny'
  actions?: string[]
  notActions?: string[]
  resources?: string[]
  notResources?: string[]
  /** Who, in a trust policy: `AWS`, `Service`, `Federated`; `*` alone stands under `AWS`. */
  principals?: Record<string, string[]>
  notPrincipals?: Record<string, string[]>
  /** Operator → key → values. */
  conditions: Record<string, Record<string, string[]>>
}

type Kind = 'identity' | 'trust'

const known = new Set('Sid Effect Action NotAction Resource NotResource Principal NotPrincipal Condition'.split(' '))

const read = new Map<string, Statement[]>()

/** The statements of a document that was accepted before. Reading is remembered: every guarded call asks. */
export function statementsOf(document: string): Statement[] {
  let found = read.get(document)
  if (!found) {
    found = parse(document)
    if (read.size > 1_000) read.clear()
    read.set(document, found)
  }
  return found
}

/**
 * A policy must follow the grammar, or IAM refuses it as malformed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
 */
export function checkDocument(text: string | undefined, kind: Kind): string {
  const statements = parse(text ?? '')
  for (const one of statements) {
    if (!one.actions === !one.notActions) throw malformed('Policy statement must contain actions.')
    const actions = [...(one.actions ?? []), ...(one.notActions ?? [])]
    for (const action of actions)
      if (action !== '*' && !/^[\w-]+:[\w*?-]+$/.test(action))
        throw malformed('Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.')
    if (kind === 'trust') {
      if (one.resources || one.notResources) throw malformed('Has prohibited field Resource')
      if (!one.principals && !one.notPrincipals) throw malformed('Missing required field Principal')
      if (actions.some((action) => !/^sts:|^\*$/i.test(action)))
        throw malformed('AssumeRole policy may only specify STS AssumeRole actions.')
      continue
    }
    if (one.principals || one.notPrincipals) throw malformed('Policy document should not specify a principal.')
    if (!one.resources === !one.notResources) throw malformed('Policy statement must contain resources.')
    for (const resource of [...(one.resources ?? []), ...(one.notResources ?? [])])
      if (resource !== '*' && !/^arn:[^:]*:[^:]*:[^:]*:[^:]*:.+/s.test(resource))
        throw malformed(`Resource ${resource} must be in ARN format or "*".`)
  }
  return text ?? ''
}

function parse(text: string): Statement[] {
  let document: unknown
  try {
    document = JSON.parse(text)
  } catch {
    throw malformed('This policy contains invalid Json')
  }
  if (!isObject(document)) throw malformed('Syntax errors in policy.')
  for (const key of Object.keys(document))
    if (!['Version', 'Id', 'Statement'].includes(key)) throw malformed('Syntax errors in policy.')
  const { Version, Statement: given } = document
  if (Version !== undefined && Version !== '2012-10-17' && Version !== '2008-10-17')
    throw malformed('The policy must contain a valid version string')
  const list = Array.isArray(given) ? given : given === undefined ? [] : [given]
  if (list.length === 0) throw malformed('Syntax errors in policy.')
  return list.map(statement)
}

function statement(given: unknown): Statement {
  if (!isObject(given)) throw malformed('Syntax errors in policy.')
  for (const key of Object.keys(given)) if (!known.has(key)) throw malformed('Syntax errors in policy.')
  const { Effect, Action, NotAction, Resource, NotResource, Principal, NotPrincipal, Condition } = given
  if (Effect !== 'Allow' && Effect !== 'Deny') throw malformed('Syntax errors in policy.')
  return {
    effect: Effect,
    ...(Action !== undefined && { actions: texts(Action) }),
    ...(NotAction !== undefined && { notActions: texts(NotAction) }),
    ...(Resource !== undefined && { resources: texts(Resource) }),
    ...(NotResource !== undefined && { notResources: texts(NotResource) }),
    ...(Principal !== undefined && { principals: principals(Principal) }),
    ...(NotPrincipal !== undefined && { notPrincipals: principals(NotPrincipal) }),
    conditions: conditions(Condition),
  }
}

function principals(given: unknown): Record<string, string[]> {
  if (given === '*') return { AWS: ['*'] }
  if (!isObject(given)) throw malformed('Invalid principal in policy')
  return Object.fromEntries(Object.entries(given).map(([kind, who]) => [kind, texts(who)]))
}

function conditions(given: unknown): Statement['conditions'] {
  if (given === undefined) return {}
  if (!isObject(given)) throw malformed('Syntax errors in policy.')
  return Object.fromEntries(
    Object.entries(given).map(([operator, keys]) => {
      if (!isObject(keys) || !operatorShape.test(operator)) throw malformed(`Invalid Condition type : ${operator}.`)
      return [operator, Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, texts(values)]))]
    }),
  )
}

const operatorShape =
  /^(?:ForAllValues:|ForAnyValue:)?(?:String(?:Not)?(?:Equals(?:IgnoreCase)?|Like)|(?:Numeric|Date)(?:(?:Not)?Equals|(?:Less|Greater)Than(?:Equals)?)|Arn(?:Not)?(?:Equals|Like)|(?:Not)?IpAddress|Bool|BinaryEquals|Null)(?:IfExists)?$/

function texts(given: unknown): string[] {
  const list = Array.isArray(given) ? given : [given]
  return list.map((item: unknown) => {
    if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean')
      throw malformed('Syntax errors in policy.')
    return String(item)
  })
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
