import type { Scope } from './scope'

/** A thing Quayside has a page for, as its ARN or id names it. */
export type Named =
  | ({ kind: 'cluster'; cluster: string } & Scope)
  | ({ kind: 'host'; cluster: string; id: string } & Scope)
  | ({ kind: 'service'; cluster: string; id: string } & Scope)
  | ({ kind: 'task'; cluster: string; id: string } & Scope)
  | ({ kind: 'definition'; family: string; revision: number } & Scope)
  | ({ kind: 'activation'; id: string } & Scope)

/** What someone pasted, read: a thing, the id of an SSM node (which does not say its cluster), or why it is neither. */
export type Reading = { thing: Named } | { node: string; scope?: Scope } | { error: string }

const arnShape = /^arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\d{12}|):(.+)$/
const node = /^(mi-[0-9a-f]{17}|i-[0-9a-f]{8,17})$/
const clusterName = /^[A-Za-z0-9_-]{1,255}$/
const id = /^[A-Za-z0-9_-]{1,255}$/

/**
 * Reads an ARN or an `mi-`/`i-` id. Never guesses: the old short ARNs of tasks, services and hosts
 * (`task/ID`, before 2018) lack the cluster and are refused with that reason.
 */
export function readArn(text: string): Reading {
  const pasted = text.trim()
  if (node.test(pasted)) return { node: pasted }
  const match = arnShape.exec(pasted)
  if (!match) return { error: 'This is not an ARN, nor an mi- or i- id' }
  const [, , service = '', region = '', account = '', resource = ''] = match
  if (!region || !account) return { error: 'This ARN names no account or no region' }
  const scope = { account, region }
  if (service === 'ssm' && resource.startsWith('managed-instance/')) {
    const found = resource.slice('managed-instance/'.length)
    return node.test(found) ? { node: found, scope } : { error: 'This ARN names no managed node' }
  }
  if (service !== 'ecs') return { error: `Quayside has no page for a thing of ${service}` }
  return readEcs(resource, scope)
}

function readEcs(resource: string, scope: Scope): Reading {
  const [type = '', ...rest] = resource.split('/')
  if (type === 'cluster' && rest.length === 1 && clusterName.test(rest[0] ?? ''))
    return { thing: { kind: 'cluster', cluster: rest[0] ?? '', ...scope } }
  if (type === 'task-definition' && rest.length === 1) {
    const match = /^([A-Za-z0-9_-]{1,255}):([1-9]\d{0,9})$/.exec(rest[0] ?? '')
    if (!match) return { error: 'This ARN names no revision of a task definition' }
    return { thing: { kind: 'definition', family: match[1] ?? '', revision: Number(match[2]), ...scope } }
  }
  const kind = ({ 'container-instance': 'host', service: 'service', task: 'task' } as const)[type]
  if (!kind) return { error: `Quayside has no page for an ECS ${type}` }
  const [cluster = '', name = ''] = rest
  if (rest.length === 1) return { error: `This is an old, short ARN: it does not say which cluster the ${kind} is in` }
  if (rest.length !== 2 || !clusterName.test(cluster) || !id.test(name))
    return { error: `This is not a well-formed ARN of a ${kind}` }
  return { thing: { kind, cluster, id: name, ...scope } }
}

/** The part of AWS's partition a region belongs to; ARNs begin with it. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn'
  if (region.startsWith('us-gov-')) return 'aws-us-gov'
  if (region.startsWith('eusc-')) return 'aws-eusc'
  return 'aws'
}

/** The ARN of a thing, the long form. Activations have none: theirs is of our own making, for facts to be kept under. */
export function arnOf(thing: Named): string {
  const base = `arn:${partitionOf(thing.region)}`
  const ecs = `${base}:ecs:${thing.region}:${thing.account}`
  switch (thing.kind) {
    case 'cluster':
      return `${ecs}:cluster/${thing.cluster}`
    case 'host':
      return `${ecs}:container-instance/${thing.cluster}/${thing.id}`
    case 'service':
      return `${ecs}:service/${thing.cluster}/${thing.id}`
    case 'task':
      return `${ecs}:task/${thing.cluster}/${thing.id}`
    case 'definition':
      return `${ecs}:task-definition/${thing.family}:${thing.revision}`
    case 'activation':
      return `${base}:ssm:${thing.region}:${thing.account}:activation/${thing.id}`
  }
}

/** The last part of an ARN: what AWS calls the id. */
export const lastOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

/** `family:revision` of a task definition's ARN. */
export function definitionOf(arn: string): { family: string; revision: number } {
  const [family = '', revision = '0'] = lastOf(arn).split(':')
  return { family, revision: Number(revision) }
}
