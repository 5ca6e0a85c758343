/** What the past of metrics needs and the present does not tell: how many there were. Times in epoch milliseconds. */
export interface MetricsState {
  /** By `cluster/service`: how it stood, from a minute on; only minutes in which that changed. */
  services: Map<string, Held[]>
  /** By cluster: the same of its hosts. */
  clusters: Map<string, Room[]>
  /** What changed in the minute that runs: counted when it ends. */
  changed: Set<string>
  counting: boolean
}

/** A service from a minute on. */
export interface Held {
  at: number
  /** It is no more. */
  gone: boolean
  running: number
  pending: number
  desired: number
  deployments: number
  taskSets: number
  /** How many tasks its load is made for: what it first asked for. */
  usual: number
  kind: Kind
}

/** What one task of it is. */
export interface Kind {
  family: string
  fargate: boolean
  /** CPU units and MiB reserved. */
  cpu: number
  memory: number
  /** Whether its network can be told from the host's: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html */
  network: boolean
}

/** The hosts of a cluster from a minute on. */
export interface Room {
  at: number
  hosts: number
  /** Those that run tasks. */
  busy: number
  cpu: number
  memory: number
  usedCpu: number
  usedMemory: number
}

export const newMetricsState = (): MetricsState => ({
  services: new Map(),
  clusters: new Map(),
  changed: new Set(),
  counting: false,
})
