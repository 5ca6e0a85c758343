import { alarms } from '../services/cloudwatch/alarms'
import { handlers as ecs } from '../services/ecs/index'
import { ensureGroup } from '../services/logs/state'
import { ping, pingOnce, setConnected } from '../world/agent'
import { wake } from '../world/log-lines'
import type { Region } from '../world/region'
import { plantEvents } from './events'
import { network } from './network'
import { places } from './places'
import { plantRoles } from './roles'
import { addActivation, callerOf, MINUTE, stand } from './tools'

/** Well under the 5,000 hosts a cluster may have: https://docs.aws.amazon.com/general/latest/gr/ecs-service.html */
const clusters = ['north', 'east', 'south', 'west']
/** Of each cluster. */
const whole = { hosts: 1_250, services: 125 }
/** How many tasks a service wants, in turn: 42 on average, those without room included. */
const sizes = [8, 18, 26, 44, 114]
const names = ['orders', 'stock', 'labels', 'sensors', 'vision', 'routes', 'prices', 'badges', 'alerts', 'archive']
const limit = 1_000

/**
 * A fleet of the size that AWS's quotas allow: 5,000 hosts, 500 services that run 20,000 tasks, in four clusters. Forty
 * hosts are away, a few services lack room and some tasks have just been stopped. Alarms watch
 * every cluster and a tenth of the services. Whoever reads so much of AWS is throttled, so calls are.
 */
export function big(region: Region, size = whole): void {
  const { clock } = region
  const now = clock.now()
  clock.startAt(now - 30 * MINUTE)
  region.ecs.quiet = true
  network(region)
  plantRoles(region)
  ensureGroup(region, '/big/ledger')
  plantDefinitions(region)
  for (const cluster of clusters) plantCluster(region, cluster, size)
  clock.advanceTo(now - 10 * MINUTE)
  pingOnce(region)
  for (const cluster of region.ecs.clusters.values()) {
    let index = 0
    for (const host of cluster.hosts.values()) if (index++ % 125 === 7) setConnected(region, host.id, false)
    index = 0
    for (const task of cluster.tasks.values())
      if (index++ % 100 === 3)
        ecs.StopTask?.({ cluster: cluster.name, task: task.id, reason: 'Moved by hand' }, region, callerOf(region))
  }
  plantAlarms(region)
  clock.advanceTo(now)
  plantEvents(region)
  pingOnce(region)
  wake(region)
  ping(region)
  region.settings.throttle = true
}

/** Two of each cluster and one of each tenth service. */
function plantAlarms(region: Region): void {
  const alarm = (name: string, metric: string, dimensions: Record<string, string>) =>
    alarms.PutMetricAlarm?.(
      {
        AlarmName: name,
        Namespace: 'AWS/ECS',
        MetricName: metric,
        Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 3,
        Threshold: 80,
        ComparisonOperator: 'GreaterThanThreshold',
      },
      region,
      callerOf(region),
    )
  for (const ClusterName of clusters) {
    alarm(`${ClusterName}-cpu`, 'CPUUtilization', { ClusterName })
    alarm(`${ClusterName}-memory`, 'MemoryUtilization', { ClusterName })
    let index = 0
    for (const ServiceName of region.ecs.clusters.get(ClusterName)?.services.keys() ?? [])
      if (index++ % 10 === 0) alarm(`${ClusterName}-${ServiceName}-cpu`, 'CPUUtilization', { ClusterName, ServiceName })
  }
}

function plantDefinitions(region: Region): void {
  for (const [index, name] of [...names, 'ledger'].entries())
    ecs.RegisterTaskDefinition?.(
      {
        family: name,
        requiresCompatibilities: ['EXTERNAL'],
        networkMode: 'bridge',
        containerDefinitions: [
          {
            name,
            image: `registry.example/${name}:${1 + index}.0`,
            cpu: 64 + 32 * (index % 4),
            memory: 128 + 64 * (index % 3),
            essential: true,
            // One family alone writes where CloudWatch sees it: a fleet that logs all its lines would be a bench of logs
            ...(name === 'ledger' && {
              logConfiguration: {
                logDriver: 'awslogs' as const,
                options: {
                  'awslogs-group': '/big/ledger',
                  'awslogs-region': region.region,
                  'awslogs-stream-prefix': 'ecs',
                },
              },
            }),
          },
        ],
      },
      region,
      callerOf(region),
    )
  ecs.RegisterTaskDefinition?.(
    {
      family: 'colossus',
      requiresCompatibilities: ['EXTERNAL'],
      networkMode: 'bridge',
      containerDefinitions: [{ name: 'colossus', image: 'registry.example/colossus:1', cpu: 16_384, memory: 65_536 }],
    },
    region,
    callerOf(region),
  )
}

function plantCluster(region: Region, cluster: string, { hosts, services }: typeof whole): void {
  const caller = callerOf(region)
  ecs.CreateCluster?.({ clusterName: cluster, tags: [{ key: 'owner', value: 'platform' }] }, region, caller)
  let activation = addActivation(region, { description: `Hosts of ${cluster}`, limit })
  for (let index = 0; index < hosts; index++) {
    if (activation.used === limit) activation = addActivation(region, { description: `More of ${cluster}`, limit })
    const site = places[index % places.length]?.[0] ?? ''
    stand(region, {
      cluster,
      activation,
      name: `${cluster}-${site}-${String(1 + Math.floor(index / places.length)).padStart(2, '0')}`,
      arch: index % 3 === 0 ? 'arm64' : 'x86_64',
      attributes: { site },
    })
  }
  region.clock.advanceTo(region.clock.now() + 10_000)
  for (let index = 0; index < services; index++) {
    const name = index === 0 ? 'ledger' : (names[index % names.length] ?? '')
    // Every fiftieth asks for hosts that nobody has, beside those whose tasks run
    const stuck = index % 50 === 49
    ecs.CreateService?.(
      {
        cluster,
        serviceName: `${name}-${String(1 + Math.floor(index / names.length)).padStart(2, '0')}`,
        taskDefinition: stuck ? 'colossus' : name,
        desiredCount: sizes[index % sizes.length] ?? 0,
        launchType: 'EXTERNAL',
      },
      region,
      caller,
    )
  }
}
