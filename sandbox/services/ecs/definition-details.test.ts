import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs'
import { describe, expect, test } from 'vitest'
import { bench } from '../../world/testing'

type More = Partial<RegisterTaskDefinitionCommandInput>
const b = bench()
const role = 'arn:aws:iam::123456789012:role/execution'
const fargate: More = { requiresCompatibilities: ['FARGATE'], networkMode: 'awsvpc', cpu: '1024', memory: '2048' }
const externally: More = { requiresCompatibilities: ['EXTERNAL'] }
const sidecar: ContainerDefinition = { name: 'side', image: 'busybox', memory: 64 }
const main: ContainerDefinition = { name: 'main', image: 'nginx:1', memory: 256 }

describe('refused whatever the capacity', () => {
  test.each<[string, Partial<ContainerDefinition>, More]>([
    ['a health check without a command', { healthCheck: { command: [] } }, {}],
    ['a health check too often', { healthCheck: { command: ['CMD', 'true'], interval: 1 } }, {}],
    ['a restart policy too eager', { restartPolicy: { enabled: true, restartAttemptPeriod: 5 } }, {}],
    ['secrets without an execution role', { secrets: [{ name: 'A', valueFrom: 'a' }] }, {}],
    [
      'a secret named as a variable',
      { secrets: [{ name: 'A', valueFrom: 'a' }], environment: [{ name: 'A', value: '1' }] },
      { executionRoleArn: role },
    ],
    ['an environment file that is none', { environmentFiles: [{ type: 's3', value: 'x.env' }] }, {}],
    ['no router for awsfirelens', { logConfiguration: { logDriver: 'awsfirelens' } }, {}],
    ['volumes from nobody', { volumesFrom: [{ sourceContainer: 'nobody' }] }, {}],
    ['half a GPU', { resourceRequirements: [{ type: 'GPU', value: '0.5' }] }, {}],
    ['swappiness out of range', { linuxParameters: { swappiness: 101 } }, {}],
    ['a range of ports the wrong way round', { portMappings: [{ containerPortRange: '90-80' }] }, {}],
    ['two volumes of one name', {}, { volumes: [{ name: 'v' }, { name: 'v' }] }],
    [
      'a volume of two kinds',
      {},
      { volumes: [{ name: 'v', host: { sourcePath: '/x' }, dockerVolumeConfiguration: { driver: 'local' } }] },
    ],
    ['a role that is none', {}, { taskRoleArn: 'arn:aws:iam::1:user/x y' }],
    [
      'a circle of dependencies',
      {},
      {
        containerDefinitions: [
          { ...main, dependsOn: [{ containerName: 'side', condition: 'START' }] },
          { ...sidecar, dependsOn: [{ containerName: 'main', condition: 'START' }] },
        ],
      },
    ],
    [
      'waiting for health nobody checks',
      {},
      { containerDefinitions: [{ ...main, dependsOn: [{ containerName: 'side', condition: 'HEALTHY' }] }, sidecar] },
    ],
    [
      'waiting for the end of what is essential',
      {},
      { containerDefinitions: [{ ...main, dependsOn: [{ containerName: 'side', condition: 'SUCCESS' }] }, sidecar] },
    ],
  ])('%s', (_, container, more) => {
    expect(() => b.define('f', container as ContainerDefinition, more)).toThrow(
      expect.objectContaining({ name: 'ClientException' }),
    )
  })
})

const badly = expect.objectContaining({ name: 'ClientException' })

describe('EXTERNAL', () => {
  test.each<[string, Partial<ContainerDefinition>, More]>([
    ['awsvpc', {}, { networkMode: 'awsvpc' }],
    ['EFS', {}, { volumes: [{ name: 'v', efsVolumeConfiguration: { fileSystemId: 'fs-12345678' } }] }],
    ['volumes configured at launch', {}, { volumes: [{ name: 'v', configuredAtLaunch: true }] }],
    ['Elastic Inference', {}, { inferenceAccelerators: [{ deviceName: 'd', deviceType: 'eia1.medium' }] }],
    ['fault injection', {}, { enableFaultInjection: true }],
    ['Windows in bridge mode', {}, { runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } }],
  ])('refuses %s', (_, container, more) => {
    expect(() => b.define('e', container as ContainerDefinition, { ...externally, ...more })).toThrow(badly)
  })

  test.each<[string, Partial<ContainerDefinition>, More]>([
    ['bridge', {}, {}],
    ['host', {}, { networkMode: 'host' }],
    ['none', {}, { networkMode: 'none' }],
    ['Windows in its default mode', {}, { networkMode: undefined }],
    ['a GPU', { resourceRequirements: [{ type: 'GPU', value: '1' }] }, {}],
    ['privileges and devices', { privileged: true, linuxParameters: { devices: [{ hostPath: '/dev/x' }] } }, {}],
    ['host and Docker volumes', {}, { volumes: [{ name: 'h', host: { sourcePath: '/data' } }, { name: 'd' }] }],
    ['a restart policy', { restartPolicy: { enabled: true } }, {}],
    ['a range of ports', { portMappings: [{ containerPortRange: '8000-8010' }] }, {}],
    ['secrets', { secrets: [{ name: 'A', valueFrom: 'a' }] }, { executionRoleArn: role }],
    ['a placement constraint', {}, { placementConstraints: [{ type: 'memberOf', expression: 'attribute:site == x' }] }],
  ])('takes %s', (_, container, more) => {
    const { taskDefinition } = b.ecs.DescribeTaskDefinition({
      taskDefinition: b.define('e', container as ContainerDefinition, { ...externally, ...more }),
    })
    expect(taskDefinition?.compatibilities).toContain('EXTERNAL')
  })
})

describe('FARGATE', () => {
  test.each<[string, Partial<ContainerDefinition>, More]>([
    ['bridge', {}, { networkMode: 'bridge' }],
    ['no size', {}, { cpu: undefined }],
    ['placement constraints', {}, { placementConstraints: [{ type: 'memberOf', expression: 'attribute:a exists' }] }],
    ['ipcMode', {}, { ipcMode: 'task' }],
    ['pidMode host', {}, { pidMode: 'host' }],
    ['host paths', {}, { volumes: [{ name: 'v', host: { sourcePath: '/x' } }] }],
    ['Docker volumes', {}, { volumes: [{ name: 'v', dockerVolumeConfiguration: { driver: 'local' } }] }],
    ['little storage', {}, { ephemeralStorage: { sizeInGiB: 20 } }],
    ['privileges', { privileged: true }, {}],
    ['disableNetworking', { disableNetworking: true }, {}],
    ['DNS servers', { dnsServers: ['1.1.1.1'] }, {}],
    ['search domains', { dnsSearchDomains: ['x'] }, {}],
    ['extra hosts', { extraHosts: [{ hostname: 'a', ipAddress: '1.2.3.4' }] }, {}],
    ['security options', { dockerSecurityOptions: ['no-new-privileges'] }, {}],
    ['links', { links: ['main'] }, {}],
    ['a GPU', { resourceRequirements: [{ type: 'GPU', value: '1' }] }, {}],
    ['devices', { linuxParameters: { devices: [{ hostPath: '/dev/x' }] } }, {}],
    ['shared memory', { linuxParameters: { sharedMemorySize: 64 } }, {}],
    ['tmpfs', { linuxParameters: { tmpfs: [{ containerPath: '/t', size: 64 }] } }, {}],
    ['swap', { linuxParameters: { maxSwap: 64 } }, {}],
    ['capabilities', { linuxParameters: { capabilities: { add: ['NET_ADMIN'] } } }, {}],
    ['a long farewell', { stopTimeout: 121 }, {}],
    ['syslog', { logConfiguration: { logDriver: 'syslog' } }, {}],
    [
      'Windows with a quarter of a core',
      {},
      { cpu: '512', runtimePlatform: { operatingSystemFamily: 'WINDOWS_SERVER_2022_CORE' } },
    ],
  ])('refuses %s', (_, container, more) => {
    expect(() => b.define('g', container as ContainerDefinition, { ...fargate, ...more })).toThrow(badly)
  })

  test.each<[string, Partial<ContainerDefinition>, More]>([
    ['a plain one', {}, {}],
    ['pidMode task', {}, { pidMode: 'task' }],
    ['SYS_PTRACE', { linuxParameters: { capabilities: { add: ['SYS_PTRACE'] } } }, {}],
    ['EFS', {}, { volumes: [{ name: 'v', efsVolumeConfiguration: { fileSystemId: 'fs-12345678' } }] }],
    ['storage', {}, { ephemeralStorage: { sizeInGiB: 100 } }],
  ])('takes %s', (_, container, more) => {
    const arn = b.define('g', container as ContainerDefinition, { ...fargate, ...more })
    const { taskDefinition } = b.ecs.DescribeTaskDefinition({ taskDefinition: arn })
    expect(taskDefinition?.compatibilities).toEqual(expect.arrayContaining(['EC2', 'FARGATE']))
  })

  test('and EXTERNAL cannot both be asked for', () => {
    expect(() => b.define('g', {}, { ...fargate, requiresCompatibilities: ['EXTERNAL', 'FARGATE'] })).toThrow(badly)
  })
})
