import type {
  Attribute,
  CapacityProvider,
  CapacityProviderStrategyItem,
  Cluster,
  ContainerInstance,
  Deployment,
  DeploymentConfiguration,
  LaunchType,
  Service,
  ServiceDeploymentStatus,
  ServiceRevision,
  Tag,
  Task,
  TaskDefinition,
  TaskSet,
} from '@aws-sdk/client-ecs'

/**
 * What ECS keeps of one account in one region. Plain data throughout: what is going to happen lives in the world's
 * agenda, so a state can be compared and printed as JSON.
 */
export interface EcsState {
  /** By name. A deleted cluster stays, INACTIVE. */
  clusters: Map<string, ClusterRecord>
  /** By family. */
  families: Map<string, Family>
  /** By name; FARGATE and FARGATE_SPOT are everybody's. */
  providers: Map<string, ProviderRecord>
  /** RunTask's client tokens, by cluster and token. */
  tokens: Map<string, { at: number; input: string; tasks: string[] }>
  /** Account settings, by principal (or `default`) and name. */
  settings: Map<string, string>
  /** While a seed is planted, containers say only their first lines and agents do not ping. */
  quiet: boolean
  /** Containers that write log lines, in turn, and where the turn is. */
  chatters: Chatter[]
  turn: number
  chatting: boolean
  pinging: boolean
  /** The next moment at which agents may lose their line is on the agenda. */
  flapping: boolean
}

export interface Chatter {
  cluster: string
  task: string
  container: string
  group: string
  stream: string
  voice: 'access' | 'json' | 'plain' | 'trace' | 'colour' | 'hostile'
  /** The driver keeps the lines of one report together: its options name a pattern or a time by which they begin. */
  whole?: true
  /** Lines written so far. */
  lines: number
}

export interface ClusterRecord {
  name: string
  arn: string
  view: Cluster
  tags: Tag[]
  /** By id, the last part of the ARN. */
  hosts: Map<string, HostRecord>
  /** By id. */
  tasks: Map<string, TaskRecord>
  /** By name. */
  services: Map<string, ServiceRecord>
}

export interface HostRecord {
  id: string
  arn: string
  cluster: string
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE'
  connected: boolean
  /** Its line was cut by hand: it does not connect by itself. */
  cut: boolean
  /** `i-…` or `mi-…`. */
  machine: string
  /** What ListContainerInstances and placement look at, by name; `''` where an attribute has no value. */
  attributes: Map<string, string>
  total: { cpu: number; memory: number }
  used: { cpu: number; memory: number; tcp: Set<number>; udp: Set<number> }
  /** The ports the agent keeps for itself. */
  reserved: { tcp: number[]; udp: number[] }
  /** Ids of its tasks that are not stopped. */
  tasks: Set<string>
  /** How many of those each group has: what spreading counts. */
  groups: Map<string, number>
  /** What does not change by placement: versionInfo, registeredAt, attributes as told. */
  view: ContainerInstance
  version: number
  tags: Tag[]
}

export interface Family {
  name: string
  /** Revisions are never used twice, deleted ones included. */
  last: number
  revisions: Map<number, DefinitionRecord>
}

export interface DefinitionRecord {
  family: string
  revision: number
  arn: string
  view: TaskDefinition
  tags: Tag[]
}

/** What a task takes from its host. */
export interface Needs {
  cpu: number
  memory: number
  tcp: number[]
  udp: number[]
}

export interface TaskRecord {
  id: string
  arn: string
  cluster: string
  family: string
  definition: string
  /** Service name and deployment id, where a service started it. */
  service?: string
  deployment?: string
  host?: string
  needs: Needs
  /** What DescribeTasks answers, tags apart. */
  view: Task
  tags: Tag[]
  /** World time until which the scheduler may not stop it. */
  protectedUntil?: number
  /** World time at which its program ends by itself, and how. */
  ends?: { at: number; container: string; code: number; reason?: string }
}

/** A capacity provider of the account's own. */
export interface ProviderRecord {
  name: string
  view: CapacityProvider
  tags: Tag[]
}

export interface DeploymentRecord {
  id: string
  view: Deployment
  failed: number
  /** Fails since a task last reached RUNNING: what the circuit breaker and the growing delay count. */
  inARow: number
  /** World time before which nothing more is started. */
  notBefore: number
  /** ARN of the service revision it brings about. */
  revision?: string
}

/** What a service was to be at one time: what it runs, and how. */
export interface RevisionRecord {
  arn: string
  view: ServiceRevision
}

/** One service deployment: a service on its way from one revision to another. */
export interface RolloutRecord {
  arn: string
  /** The id of its `ecs-svc/…` deployment. */
  deployment: string
  /** ARNs of revisions. */
  target: string
  sources: string[]
  status: ServiceDeploymentStatus
  reason?: string
  createdAt: Date
  updatedAt: Date
  finishedAt?: Date
  stoppedAt?: Date
  rollback?: { reason: string; startedAt: Date; to: string }
  configuration: DeploymentConfiguration | undefined
}

/** A part of a service that is deployed from outside (deployment controller EXTERNAL). */
export interface TaskSetRecord {
  /** `ecs-svc/…`, as a deployment's. */
  id: string
  arn: string
  view: TaskSet
  capacity: LaunchType
  strategy: CapacityProviderStrategyItem[]
  tags: Tag[]
  clientToken?: string
  /** As for a deployment. */
  inARow: number
  notBefore: number
  /** The end of a wait that is on the agenda already. */
  wakes?: number
}

export interface ServiceRecord {
  name: string
  arn: string
  cluster: string
  view: Service
  /** Where it runs; a service with a strategy shows no launchType, but its tasks have one. */
  capacity: LaunchType
  strategy: CapacityProviderStrategyItem[]
  /** Newest first; the first is PRIMARY. */
  deployments: DeploymentRecord[]
  /** Newest first. */
  rollouts: RolloutRecord[]
  /** In the order they were made; only a service with an EXTERNAL deployment controller has any. */
  sets: TaskSetRecord[]
  revisions: RevisionRecord[]
  /** Ids of its tasks that are not stopped. */
  tasks: Set<string>
  tags: Tag[]
  clientToken?: string
  /** A look at it is already on the agenda. */
  due: boolean
  /** Said since the last change, so that it is not said again. */
  steadySince?: number
  /** The last complaint about placement, and when. */
  complaint?: { message: string; at: number }
  /** When a service with tasks that do not stay up last said so. */
  impairedAt?: number
}

export type AttributeMap = Map<string, string>
export const attributeMap = (attributes: readonly Attribute[] = []): AttributeMap =>
  new Map(attributes.map((attribute) => [attribute.name ?? '', attribute.value ?? '']))

export function newEcsState(): EcsState {
  return {
    clusters: new Map(),
    families: new Map(),
    providers: new Map(),
    tokens: new Map(),
    settings: new Map(),
    quiet: false,
    chatters: [],
    turn: 0,
    chatting: false,
    pinging: false,
    flapping: false,
  }
}
