import type { Attribute, Tag } from '@aws-sdk/client-ecs'
import type { HostRecord } from '../services/ecs/state'
import { type ActivationRecord, registerManagedInstance } from '../services/ssm/state'
import type { Caller } from '../wire/handlers'
import { register } from '../world/agent'
import type { Region } from '../world/region'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE

/** Who planted what a seed plants. */
export const callerOf = ({ account, region }: Region): Caller => ({
  account,
  region,
  principal: `arn:aws:iam::${account}:role/Admin`,
  accessKeyId: account,
  requestId: '00000000-0000-4000-8000-000000000000',
})

export function addActivation(
  region: Region,
  { description, limit, role = 'ecsAnywhereRole' }: { description: string; limit: number; role?: string },
): ActivationRecord {
  const activation = {
    id: region.random.uuid(),
    code: region.random.hex(20),
    description,
    iamRole: role,
    limit,
    used: 0,
    createdAt: region.clock.now(),
    expiresAt: region.clock.now() + 24 * HOUR,
    tags: [],
  }
  region.ssm.activations.set(activation.id, activation)
  return activation
}

interface Stand {
  cluster: string
  activation: ActivationRecord
  name: string
  /** What the machine calls itself, where that is not its name. */
  computerName?: string
  cpu?: number
  memory?: number
  arch?: 'x86_64' | 'arm64'
  attributes?: Record<string, string>
  tags?: Record<string, string>
}

/** A machine of one's own, registered with SSM and ECS as its install script does it, with attributes and tags as its ecs.config has them. */
export function stand(region: Region, asked: Stand): HostRecord {
  const { activation, name, arch = 'x86_64' } = asked
  const cluster = region.ecs.clusters.get(asked.cluster)
  if (!cluster) throw new Error(`The seed has no cluster ${asked.cluster}`)
  const machine = registerManagedInstance(region, {
    activationId: activation.id,
    activationCode: activation.code,
    name,
    computerName: asked.computerName ?? name,
    arch,
  })
  const tags: Tag[] = Object.entries({ Name: name, ...asked.tags }).map(([key, value]) => ({ key, value }))
  const attributes: Attribute[] = Object.entries(asked.attributes ?? {}).map(([key, value]) => ({ name: key, value }))
  return register(region, cluster, {
    machine: machine.id,
    cpu: asked.cpu ?? 4096,
    memory: asked.memory ?? 7_700,
    arch,
    attributes: [{ name: 'ecs.capability.external' }, ...attributes],
    tags,
  })
}
