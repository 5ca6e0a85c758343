import type { AppRoutes } from '@/.next/types/routes'
import type { Named } from '@/lib/model/arn'
import { addressOf } from './address'
import type { Params } from './endpoint'

/** A page of the app, checked against the pages Next found. */
export type PagePath = AppRoutes

/**
 * The address of a page: the one way links are made. A page that is not there, or a parameter it lacks, does not
 * compile; every parameter is escaped.
 */
export function to<P extends PagePath>(
  ...[path, params, query]: object extends Params<P>
    ? [path: P, params?: Record<string, never>, query?: Record<string, unknown>]
    : [path: P, params: Params<P>, query?: Record<string, unknown>]
): string {
  return addressOf(path, (params ?? {}) as Record<string, string>, query)
}

/** The one address of a thing: it reads like its ARN. */
export function toThing(thing: Named, query?: Record<string, unknown>): string {
  const { account, region } = thing
  switch (thing.kind) {
    case 'cluster':
      return to('/aws/[account]/[region]/clusters/[cluster]', { account, region, cluster: thing.cluster }, query)
    case 'host':
      return to(
        '/aws/[account]/[region]/clusters/[cluster]/hosts/[host]',
        { account, region, cluster: thing.cluster, host: thing.id },
        query,
      )
    case 'service':
      return to(
        '/aws/[account]/[region]/clusters/[cluster]/services/[service]',
        { account, region, cluster: thing.cluster, service: thing.id },
        query,
      )
    case 'task':
      return to(
        '/aws/[account]/[region]/clusters/[cluster]/tasks/[task]',
        { account, region, cluster: thing.cluster, task: thing.id },
        query,
      )
    case 'definition':
      return to(
        '/aws/[account]/[region]/definitions/[family]/[revision]',
        { account, region, family: thing.family, revision: String(thing.revision) },
        query,
      )
    case 'activation':
      return to('/aws/[account]/[region]/activations/[activation]', { account, region, activation: thing.id }, query)
  }
}
