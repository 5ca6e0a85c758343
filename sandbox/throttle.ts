import type { Call } from './wire/core'
import { throttled } from './wire/refusals'

/** What calls draw from: so many at once, and so many more each second. */
interface Group {
  burst: number
  perSecond: number
  actions: readonly string[]
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/request-throttling.html */
const ecs: readonly Group[] = [
  {
    burst: 20,
    perSecond: 1,
    actions: [
      'CreateCluster',
      'DeleteCluster',
      'PutClusterCapacityProviders',
      'UpdateCluster',
      'UpdateClusterSettings',
    ],
  },
  { burst: 50, perSecond: 20, actions: ['DescribeClusters', 'ListClusters'] },
  { burst: 20, perSecond: 1, actions: ['RegisterTaskDefinition', 'DeregisterTaskDefinition'] },
  {
    burst: 50,
    perSecond: 20,
    actions: ['DescribeTaskDefinition', 'ListTaskDefinitionFamilies', 'ListTaskDefinitions'],
  },
  { burst: 5, perSecond: 1, actions: ['DeleteTaskDefinitions'] },
  { burst: 10, perSecond: 1, actions: ['CreateCapacityProvider', 'DeleteCapacityProvider', 'UpdateCapacityProvider'] },
  { burst: 50, perSecond: 20, actions: ['DescribeCapacityProviders'] },
  { burst: 20, perSecond: 10, actions: ['TagResource', 'UntagResource'] },
  { burst: 50, perSecond: 20, actions: ['ListTagsForResource'] },
  { burst: 10, perSecond: 1, actions: ['DeleteAccountSetting', 'PutAccountSetting', 'PutAccountSettingDefault'] },
  { burst: 50, perSecond: 20, actions: ['ListAccountSettings'] },
  {
    burst: 100,
    perSecond: 40,
    actions: [
      'RunTask',
      'StartTask',
      'StopTask',
      'PutAttributes',
      'DeleteAttributes',
      'DeregisterContainerInstance',
      'ExecuteCommand',
      'UpdateContainerAgent',
      'UpdateContainerInstancesState',
    ],
  },
  {
    burst: 100,
    perSecond: 20,
    actions: ['DescribeContainerInstances', 'DescribeTasks', 'ListTasks', 'ListContainerInstances', 'ListAttributes'],
  },
  {
    burst: 200,
    perSecond: 120,
    actions: [
      'RegisterContainerInstance',
      'SubmitAttachmentStateChanges',
      'SubmitContainerStateChange',
      'SubmitTaskStateChange',
    ],
  },
  {
    burst: 50,
    perSecond: 5,
    actions: [
      'CreateService',
      'UpdateService',
      'DeleteService',
      'CreateTaskSet',
      'UpdateTaskSet',
      'DeleteTaskSet',
      'UpdateServicePrimaryTaskSet',
    ],
  },
  {
    burst: 100,
    perSecond: 20,
    actions: ['DescribeServices', 'ListServices', 'ListServicesByNamespace', 'DescribeTaskSets'],
  },
  {
    burst: 50,
    perSecond: 20,
    actions: [
      'DescribeServiceDeployments',
      'ListServiceDeployments',
      'StopServiceDeployment',
      'ContinueServiceDeployment',
    ],
  },
  { burst: 50, perSecond: 20, actions: ['DescribeServiceRevisions'] },
  { burst: 200, perSecond: 80, actions: ['GetTaskProtection', 'UpdateTaskProtection'] },
]

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html */
const metricData: Group = { burst: 50, perSecond: 50, actions: [] }
/** Systems Manager and CloudWatch Logs publish no figure for most of theirs: ten a second, all together. */
const unpublished: Group = { burst: 10, perSecond: 10, actions: [] }

const groups = new Map([
  ...ecs.flatMap((group) => group.actions.map((action): [string, Group] => [`ecs:${action}`, group])),
  ['cloudwatch:GetMetricData', metricData] as const,
])

/** The group of an action that is throttled, by a name and its figures. */
function groupOf({ action, mount }: Call): { name: string; group: Group } | undefined {
  const group = groups.get(action)
  if (group) return { name: group.actions[0] ?? action, group }
  return mount.signingName === 'ssm' || mount.signingName === 'logs'
    ? { name: mount.signingName, group: unpublished }
    : undefined
}

interface Bucket {
  tokens: number
  /** When it was last filled. */
  at: number
}

/** A token bucket for each account, region and group of actions, where the world's settings ask for it. */
export class Throttle {
  readonly #buckets = new Map<string, Bucket>()
  /** Milliseconds lived through, by whichever clock counted. */
  #passed = 0
  #seen: { real: number; world: number } | undefined

  /**
   * @param running whether the world follows real time. Then that is what fills buckets, however fast the world runs:
   * clients wait in real seconds. A clock that stands fills them when it is moved.
   * @param real a monotonic clock, in milliseconds
   */
  constructor(
    readonly running: () => boolean,
    readonly real: () => number = () => performance.now(),
  ) {}

  /** All buckets are full again. */
  forget(): void {
    this.#buckets.clear()
  }

  /** What the wire asks before each call. */
  readonly guard = (call: Call): void => {
    if (!call.region.settings.throttle) return
    const found = groupOf(call)
    if (!found) return
    const { account, region } = call.region
    const { burst, perSecond } = found.group
    const now = this.#now(call.region.clock.now())
    const key = `${account}/${region}/${found.name}`
    const { tokens, at } = this.#buckets.get(key) ?? { tokens: burst, at: now }
    const filled = Math.min(burst, tokens + ((now - at) * perSecond) / 1000)
    this.#buckets.set(key, { tokens: filled >= 1 ? filled - 1 : filled, at: now })
    if (filled < 1) throw throttled(call)
  }

  #now(world: number): number {
    const real = this.real()
    const before = this.#seen ?? { real, world }
    // A reset may set the world's clock back
    this.#passed += Math.max(0, this.running() ? real - before.real : world - before.world)
    this.#seen = { real, world }
    return this.#passed
  }
}
