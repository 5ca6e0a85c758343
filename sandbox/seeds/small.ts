import type { CreateServiceCommandInput, NetworkConfiguration } from '@aws-sdk/client-ecs'
import { handlers as ecs } from '../services/ecs/index'
import { ensureGroup } from '../services/logs/state'
import { join, ping, pingOnce, register, setConnected } from '../world/agent'
import { EC2_CAPABILITIES } from '../world/agent-capabilities'
import { wake } from '../world/log-lines'
import type { Region } from '../world/region'
import { definitions, GROUPS } from './definitions'
import { plantEvents } from './events'
import { GROUP, network, subnetOf, VPC } from './network'
import { plantRoles } from './roles'
import { addActivation, callerOf, HOUR, MINUTE } from './tools'

const sites = [
  { cluster: 'quay', site: 'berlin', hosts: 6, cpu: 4096, memory: 7_700, arch: 'x86_64' },
  { cluster: 'quay', site: 'oslo', hosts: 4, cpu: 4096, memory: 7_700, arch: 'x86_64' },
  { cluster: 'edge', site: 'porto', hosts: 2, cpu: 4096, memory: 3_760, arch: 'arm64' },
] as const

const zones = ['a', 'a', 'b', '-bos-1a']

const vpc: NetworkConfiguration = {
  awsvpcConfiguration: { subnets: [subnetOf('a'), subnetOf('b')], securityGroups: [GROUP], assignPublicIp: 'ENABLED' },
}

const held = (site: string) => [{ type: 'memberOf' as const, expression: `attribute:site == ${site}` }]

const services: CreateServiceCommandInput[] = [
  {
    cluster: 'quay',
    serviceName: 'nginx',
    taskDefinition: 'nginx',
    desiredCount: 4,
    launchType: 'EXTERNAL',
    placementStrategy: [{ type: 'spread', field: 'attribute:site' }],
  },
  {
    cluster: 'quay',
    serviceName: 'orders',
    taskDefinition: 'orders:1',
    desiredCount: 8,
    launchType: 'EXTERNAL',
    placementConstraints: held('berlin'),
    placementStrategy: [{ type: 'spread', field: 'instanceId' }],
  },
  {
    cluster: 'quay',
    serviceName: 'sensors',
    taskDefinition: 'sensors',
    desiredCount: 4,
    launchType: 'EXTERNAL',
    placementConstraints: held('oslo'),
  },
  { cluster: 'quay', serviceName: 'checkout', taskDefinition: 'checkout', desiredCount: 8, launchType: 'EC2' },
  {
    cluster: 'quay',
    serviceName: 'reports',
    taskDefinition: 'reports',
    desiredCount: 6,
    launchType: 'FARGATE',
    networkConfiguration: vpc,
  },
  { cluster: 'edge', serviceName: 'vision', taskDefinition: 'vision', desiredCount: 3, launchType: 'EXTERNAL' },
]

/**
 * A small fleet, alive for two days: 12 hosts on three sites, 4 on EC2, 6 services, 40 tasks. One host is away and one
 * service lacks room. It is lived through from its beginning, so its events, times and revisions are true to each other.
 */
export function small(region: Region): void {
  const { clock } = region
  const now = clock.now()
  const until = (ago: number) => clock.advanceTo(now - ago)
  clock.startAt(now - 48 * HOUR)
  region.ecs.quiet = true
  const caller = callerOf(region)
  network(region)
  plantRoles(region)
  for (const group of GROUPS) ensureGroup(region, group)
  for (const clusterName of ['quay', 'edge'])
    ecs.CreateCluster?.(
      { clusterName, capacityProviders: ['FARGATE', 'FARGATE_SPOT'], tags: [{ key: 'owner', value: 'platform' }] },
      region,
      caller,
    )
  for (const definition of definitions(region.account, region.region))
    ecs.RegisterTaskDefinition?.(definition, region, caller)
  plantHosts(region)
  until(47.9 * HOUR)
  for (const [index, service] of services.entries()) {
    ecs.CreateService?.({ ...service, tags: [{ key: 'team', value: index % 2 ? 'shop' : 'plant' }] }, region, caller)
    clock.advanceTo(clock.now() + 3 * MINUTE)
  }
  until(30 * HOUR)
  ecs.RunTask?.(
    {
      cluster: 'quay',
      taskDefinition: 'telemetry',
      count: 5,
      launchType: 'EXTERNAL',
      startedBy: 'operator',
      placementStrategy: [{ type: 'spread', field: 'attribute:site' }],
    },
    region,
    caller,
  )
  ecs.RunTask?.(
    {
      cluster: 'quay',
      taskDefinition: 'reports',
      count: 3,
      launchType: 'FARGATE',
      networkConfiguration: vpc,
      startedBy: 'month-end',
    },
    region,
    caller,
  )
  until(6 * HOUR)
  ecs.UpdateService?.({ cluster: 'quay', service: 'orders', taskDefinition: 'orders:2' }, region, caller)
  until(3 * HOUR)
  pingOnce(region)
  setConnected(region, hostNamed(region, 'berlin-06'), false)
  until(40 * MINUTE)
  ecs.RunTask?.(
    { cluster: 'quay', taskDefinition: 'backup', launchType: 'EXTERNAL', startedBy: 'cron' },
    region,
    caller,
  )
  ecs.RunTask?.(
    { cluster: 'quay', taskDefinition: 'thumbnails', launchType: 'EXTERNAL', startedBy: 'operator' },
    region,
    caller,
  )
  until(30 * MINUTE)
  openActivation(region)
  until(0)
  plantEvents(region)
  pingOnce(region)
  wake(region)
  ping(region)
}

function plantHosts(region: Region): void {
  for (const { site, hosts, ...machine } of sites) {
    const activation = addActivation(region, { description: `Hosts of ${site}`, limit: hosts })
    for (let index = 1; index <= hosts; index++) {
      join(region, {
        activationId: activation.id,
        activationCode: activation.code,
        ...machine,
        site,
        name: `${site}-${String(index).padStart(2, '0')}`,
      })
      region.clock.advanceTo(region.clock.now() + 5_000)
    }
  }
  const quay = region.ecs.clusters.get('quay')
  if (!quay) throw new Error('The seed has made its cluster')
  for (const [index, letter] of zones.entries()) {
    const zone = `${region.region}${letter}`
    const machine = `i-${region.random.hex(17)}`
    const name = `cloud-${String(index + 1).padStart(2, '0')}`
    region.ec2.instances.set(machine, {
      InstanceId: machine,
      InstanceType: 'm6i.large',
      ImageId: 'ami-0c02fb55956c7d316',
      State: { Code: 16, Name: 'running' },
      Placement: { AvailabilityZone: zone, Tenancy: 'default' },
      VpcId: VPC,
      SubnetId: subnetOf(zone),
      PrivateIpAddress: `172.31.${index * 16}.${10 + index}`,
      LaunchTime: region.clock.date(),
      Architecture: 'x86_64',
      Tags: [{ Key: 'Name', Value: name }],
    })
    register(region, quay, {
      machine,
      cpu: 2048,
      memory: 7_680,
      arch: 'x86_64',
      tags: [{ key: 'Name', value: name }],
      attributes: [
        { name: 'ecs.availability-zone', value: zone },
        { name: 'ecs.instance-type', value: 'm6i.large' },
        { name: 'ecs.ami-id', value: 'ami-0c02fb55956c7d316' },
        { name: 'ecs.vpc-id', value: VPC },
        { name: 'ecs.subnet-id', value: subnetOf(zone) },
        ...EC2_CAPABILITIES.map((capability) => ({ name: capability })),
      ],
    })
  }
}

const openActivation = (region: Region) => addActivation(region, { description: 'Two more hosts for porto', limit: 2 })

function hostNamed(region: Region, name: string): string {
  for (const cluster of region.ecs.clusters.values())
    for (const host of cluster.hosts.values())
      if (host.tags.some((tag) => tag.key === 'Name' && tag.value === name)) return host.id
  throw new Error(`The seed has no host ${name}`)
}
