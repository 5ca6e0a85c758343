import type { Region } from '../../world/region'
import { invalid } from './errors'

/** ARNs of ECS, long format: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html */
const partition = (region: string) =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws'

const ecsArn = (world: Region, resource: string) =>
  `arn:${partition(world.region)}:ecs:${world.region}:${world.account}:${resource}`

export const arns = {
  cluster: (world: Region, name: string) => ecsArn(world, `cluster/${name}`),
  host: (world: Region, cluster: string, id: string) => ecsArn(world, `container-instance/${cluster}/${id}`),
  task: (world: Region, cluster: string, id: string) => ecsArn(world, `task/${cluster}/${id}`),
  service: (world: Region, cluster: string, name: string) => ecsArn(world, `service/${cluster}/${name}`),
  /** API_ServiceDeployment and API_ServiceRevision */
  deployment: (world: Region, cluster: string, service: string, id: string) =>
    ecsArn(world, `service-deployment/${cluster}/${service}/${id}`),
  revision: (world: Region, cluster: string, service: string, id: string) =>
    ecsArn(world, `service-revision/${cluster}/${service}/${id}`),
  /** API_TaskSet; the id is `ecs-svc/…` */
  taskSet: (world: Region, cluster: string, service: string, id: string) =>
    ecsArn(world, `task-set/${cluster}/${service}/${id}`),
  definition: (world: Region, family: string, revision: number) =>
    ecsArn(world, `task-definition/${family}:${revision}`),
  container: (world: Region, cluster: string, task: string, id: string) =>
    ecsArn(world, `container/${cluster}/${task}/${id}`),
  capacityProvider: (world: Region, name: string) => ecsArn(world, `capacity-provider/${name}`),
}

export interface ArnParts {
  kind: string
  /** What follows the kind: `cluster`, `name`, … */
  path: string[]
}

/**
 * Takes an ECS ARN of this account and region apart; refuses another's as AWS does.
 * @returns undefined where the text is no ARN at all
 */
export function parseArn(world: Region, text: string): ArnParts | undefined {
  if (!text.startsWith('arn:')) return undefined
  const [, , service, region, account, ...rest] = text.split(':')
  const [kind, ...path] = rest.join(':').split('/')
  if (service !== 'ecs' || !kind || path.length === 0) throw invalid(`Invalid identifier: ${text}`)
  if (region !== world.region)
    throw invalid(`Invalid identifier: Identifier is for ${region}. Your region is ${world.region}`)
  if (account !== world.account)
    throw invalid(`Invalid identifier: Identifier is for ${account}. Your accountId is ${world.account}`)
  return { kind, path }
}

/** The last part of an ARN of a kind, or the text itself: callers name things either way. */
export function nameOf(world: Region, kind: string, text: string): string {
  const arn = parseArn(world, text)
  if (!arn) return text
  if (arn.kind !== kind) throw invalid(`Invalid identifier: Unexpected resource type ${arn.kind}. Expected ${kind}.`)
  return arn.path.at(-1) ?? text
}
