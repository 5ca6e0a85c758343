import type { Tag } from '@aws-sdk/client-ssm'
import type { Region } from '../../world/region'
import type { CommandRecord } from './command-state'
import type { ParameterRecord } from './parameter-state'

/** SSM of one account and region. */
export interface SsmState {
  /** By id. */
  activations: Map<string, ActivationRecord>
  /** By id: `mi-…` of machines that used an activation up, `i-…` of instances. */
  instances: Map<string, ManagedInstance>
  /** By name. */
  parameters: Map<string, ParameterRecord>
  /** By id, oldest first. */
  commands: Map<string, CommandRecord>
}

/** Times in epoch milliseconds. */
export interface ActivationRecord {
  id: string
  /** Said once, when it is made. */
  code: string
  description?: string
  defaultInstanceName?: string
  iamRole: string
  limit: number
  used: number
  createdAt: number
  expiresAt: number
  tags: Tag[]
}

export interface ManagedInstance {
  id: string
  /** SSM's own name for it: the activation's default name, unless told another. */
  name?: string
  computerName: string
  ipAddress: string
  arch: 'x86_64' | 'arm64'
  platform: { type: 'Linux' | 'Windows' | 'MacOS'; name: string; version: string }
  pingStatus: 'Online' | 'ConnectionLost' | 'Inactive'
  lastPing: number
  agentVersion: string
  registeredAt: number
  type: 'ManagedInstance' | 'EC2Instance'
  activationId?: string
  iamRole?: string
  tags: Tag[]
}

export const newSsmState = (): SsmState => ({
  activations: new Map(),
  instances: new Map(),
  parameters: new Map(),
  commands: new Map(),
})

/** What `amazon-ssm-agent -register` says of its machine. */
export interface RegisterInput {
  activationId: string
  activationCode: string
  name?: string
  /** What the machine calls itself; its id where it says nothing. */
  computerName?: string
  ip?: string
  arch?: 'x86_64' | 'arm64'
  platform?: ManagedInstance['platform']
  agentVersion?: string
}

/** Why a machine is not registered, in the agent's words where it has some. */
export class RegistrationRefused extends Error {
  constructor(
    readonly code: 'InvalidActivation' | 'ActivationExpired' | 'ActivationLimitReached',
    message: string,
  ) {
    super(message)
    this.name = 'RegistrationRefused'
  }
}

const ubuntu = { type: 'Linux', name: 'Ubuntu', version: '24.04' } as const

/** Uses the activation up by one and makes a managed instance, as registering the SSM agent does. */
export function registerManagedInstance(region: Region, input: RegisterInput): ManagedInstance {
  const { ssm, clock, random } = region
  const activation = ssm.activations.get(input.activationId)
  // An id that is not known and a code that is wrong are told apart by nobody, as on AWS.
  if (!activation || activation.code !== input.activationCode)
    throw new RegistrationRefused('InvalidActivation', 'The activation ID or activation code is not valid.')
  if (clock.now() >= activation.expiresAt)
    throw new RegistrationRefused('ActivationExpired', `The activation ${activation.id} has expired.`)
  if (activation.used >= activation.limit)
    throw new RegistrationRefused(
      'ActivationLimitReached',
      `The activation ${activation.id} has registered all ${activation.limit} of its instances.`,
    )
  activation.used++
  const id = `mi-${random.hex(17)}`
  const name = input.name ?? activation.defaultInstanceName
  const made: ManagedInstance = {
    id,
    ...(name !== undefined && { name }),
    computerName: input.computerName ?? input.name ?? id,
    ipAddress: input.ip ?? `192.168.${1 + random.below(200)}.${2 + random.below(250)}`,
    arch: input.arch ?? 'x86_64',
    platform: input.platform ?? ubuntu,
    pingStatus: 'Online',
    lastPing: clock.now(),
    agentVersion: input.agentVersion ?? '3.3.3050.0',
    registeredAt: clock.now(),
    type: 'ManagedInstance',
    activationId: activation.id,
    iamRole: activation.iamRole,
    tags: activation.tags.map((tag) => ({ ...tag })),
  }
  ssm.instances.set(id, made)
  return made
}
