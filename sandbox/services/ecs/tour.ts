import type * as ecs from '@aws-sdk/client-ecs'
import type { Guide, Tour } from '../../wire/tour'

type Ecs = Guide<typeof ecs>
const cluster = 'quay'
const text = (value: string | undefined): string => value ?? ''

export const tour: Tour<typeof ecs> = async (guide) => {
  await clusters(guide)
  await hosts(guide)
  await definitions(guide)
  await tasks(guide)
  await services(guide)
  await taskSets(guide)
  await settings(guide)
}

async function clusters({ call, pass }: Ecs): Promise<void> {
  const made = await call('CreateCluster', { clusterName: 'tour', tags: [{ key: 'a', value: 'b' }] })
  const resourceArn = made.cluster?.clusterArn
  await call('ListClusters', {})
  await call('DescribeClusters', {
    clusters: ['quay', 'tour'],
    include: ['ATTACHMENTS', 'CONFIGURATIONS', 'SETTINGS', 'STATISTICS', 'TAGS'],
  })
  const setting = [{ name: 'containerInsights' as const, value: 'enabled' }]
  await call('UpdateCluster', { cluster: 'tour', settings: setting })
  await call('UpdateClusterSettings', { cluster: 'tour', settings: setting })
  await call('TagResource', { resourceArn, tags: [{ key: 'c', value: 'd' }] })
  await call('ListTagsForResource', { resourceArn })
  await call('UntagResource', { resourceArn, tagKeys: ['c'] })
  const autoScalingGroupArn =
    'arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:00000000-0000-4000-8000-000000000000:autoScalingGroupName/hosts'
  await call('CreateCapacityProvider', { name: 'hosts', autoScalingGroupProvider: { autoScalingGroupArn } })
  await call('UpdateCapacityProvider', {
    name: 'hosts',
    autoScalingGroupProvider: { managedScaling: { targetCapacity: 80 } },
  })
  await call('DescribeCapacityProviders', { include: ['TAGS'] })
  await call('PutClusterCapacityProviders', {
    cluster: 'tour',
    capacityProviders: ['FARGATE'],
    defaultCapacityProviderStrategy: [{ capacityProvider: 'FARGATE', weight: 1 }],
  })
  await call('DeleteCapacityProvider', { capacityProvider: 'hosts' })
  pass(10)
  await call('DeleteCluster', { cluster: 'tour' })
}

async function hosts({ call, pass }: Ecs): Promise<void> {
  const resource = (name: string, integerValue: number) => ({ name, type: 'INTEGER', integerValue })
  const { containerInstance: made } = await call('RegisterContainerInstance', {
    cluster,
    totalResources: [resource('CPU', 4096), resource('MEMORY', 7_680)],
    versionInfo: { agentVersion: '1.80.0', agentHash: 'abcdef01', dockerVersion: 'DockerVersion: 24.0.5' },
    tags: [{ key: 'Name', value: 'tour' }],
  })
  const containerInstance = text(made?.containerInstanceArn)
  await call('DiscoverPollEndpoint', { cluster, containerInstance })
  await call('UpdateContainerAgent', { cluster, containerInstance })
  const { containerInstanceArns } = await call('ListContainerInstances', { cluster, filter: 'agentConnected==true' })
  await call('DescribeContainerInstances', {
    cluster,
    containerInstances: containerInstanceArns,
    include: ['TAGS', 'CONTAINER_INSTANCE_HEALTH'],
  })
  const attributes = [
    { name: 'rack', value: '7', targetId: containerInstance, targetType: 'container-instance' as const },
  ]
  await call('PutAttributes', { cluster, attributes })
  await call('ListAttributes', { cluster, targetType: 'container-instance', attributeName: 'rack' })
  await call('DeleteAttributes', { cluster, attributes })
  await call('UpdateContainerInstancesState', { cluster, containerInstances: [containerInstance], status: 'DRAINING' })
  pass(60)
  await call('DeregisterContainerInstance', { cluster, containerInstance, force: true })
}

async function definitions({ call }: Ecs): Promise<void> {
  const { taskDefinition: made } = await call('RegisterTaskDefinition', {
    family: 'tour',
    networkMode: 'bridge',
    requiresCompatibilities: ['EXTERNAL'],
    containerDefinitions: [
      {
        name: 'main',
        image: 'public.ecr.aws/docker/library/busybox:1',
        memory: 64,
        portMappings: [{ containerPort: 80, protocol: 'tcp' }],
        healthCheck: { command: ['CMD-SHELL', 'true'] },
        ulimits: [{ name: 'nofile', softLimit: 1024, hardLimit: 4096 }],
        logConfiguration: {
          logDriver: 'awslogs',
          options: { 'awslogs-group': '/tour', 'awslogs-region': 'us-east-1' },
        },
      },
    ],
    volumes: [{ name: 'data', host: { sourcePath: '/data' } }],
    tags: [{ key: 'a', value: 'b' }],
  })
  const taskDefinition = text(made?.taskDefinitionArn)
  await call('DescribeTaskDefinition', { taskDefinition, include: ['TAGS'] })
  await call('ListTaskDefinitions', { familyPrefix: 'tour', sort: 'DESC' })
  await call('ListTaskDefinitionFamilies', { status: 'ALL' })
  await call('DeregisterTaskDefinition', { taskDefinition })
  await call('DeleteTaskDefinitions', { taskDefinitions: [taskDefinition] })
}

async function tasks({ call, pass }: Ecs): Promise<void> {
  const run = { cluster, taskDefinition: 'telemetry', tags: [{ key: 'a', value: 'b' }] }
  const ran = await call('RunTask', { ...run, launchType: 'EXTERNAL', count: 2, enableECSManagedTags: true })
  const { containerInstanceArns } = await call('ListContainerInstances', {
    cluster,
    filter: 'agentConnected==true and attribute:site == berlin',
  })
  await call('StartTask', { ...run, containerInstances: containerInstanceArns?.slice(0, 1) })
  pass(30)
  const task = text(ran.tasks?.[0]?.taskArn)
  const said = { cluster, task, status: 'RUNNING' }
  await call('SubmitTaskStateChange', said)
  await call('SubmitContainerStateChange', { ...said, containerName: 'telemetry' })
  const attachmentArn = task.replace(':task/', ':attachment/')
  await call('SubmitAttachmentStateChanges', { cluster, attachments: [{ attachmentArn, status: 'ATTACHED' }] })
  await call('StopTask', { cluster, task, reason: 'the tour is over' })
  for (const desiredStatus of ['RUNNING', 'STOPPED'] as const) {
    const { taskArns } = await call('ListTasks', { cluster, desiredStatus })
    await call('DescribeTasks', { cluster, tasks: taskArns, include: ['TAGS'] })
  }
}

async function services({ call, refused, pass }: Ecs): Promise<void> {
  const made = await call('CreateService', {
    cluster,
    serviceName: 'tour',
    taskDefinition: 'telemetry',
    desiredCount: 1,
    launchType: 'EXTERNAL',
    placementStrategy: [{ type: 'spread', field: 'attribute:site' }],
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
    tags: [{ key: 'a', value: 'b' }],
  })
  pass(120)
  const service = text(made.service?.serviceArn)
  const { taskArns } = await call('ListTasks', { cluster, serviceName: 'tour' })
  await call('UpdateTaskProtection', { cluster, tasks: taskArns, protectionEnabled: true, expiresInMinutes: 5 })
  await call('GetTaskProtection', { cluster, tasks: taskArns })
  await call('ListServices', { cluster })
  await call('ListServicesByNamespace', { namespace: 'tour' })
  await call('UpdateService', { cluster, service, forceNewDeployment: true, desiredCount: 2 })
  pass(1)
  await call('DescribeServices', { cluster, services: ['tour', 'nginx', 'checkout', 'reports'], include: ['TAGS'] })
  const { serviceDeployments = [] } = await call('ListServiceDeployments', { cluster, service })
  const deployments = serviceDeployments.map(({ serviceDeploymentArn }) => text(serviceDeploymentArn))
  const revisions = serviceDeployments.map(({ targetServiceRevisionArn }) => text(targetServiceRevisionArn))
  await call('DescribeServiceDeployments', { serviceDeploymentArns: deployments })
  await call('DescribeServiceRevisions', { serviceRevisionArns: revisions })
  const serviceDeploymentArn = deployments[0]
  // Rolling deployments have no hooks to wait at.
  await refused('ContinueServiceDeployment', { serviceDeploymentArn, hookId: 'none' }, 'InvalidParameterException')
  await call('StopServiceDeployment', { serviceDeploymentArn, stopType: 'ROLLBACK' })
  await call('DescribeServiceDeployments', { serviceDeploymentArns: deployments })
  pass(600)
  await call('DeleteService', { cluster, service, force: true })
  pass(120)
  await call('DescribeServices', { cluster, services: ['tour'] })
}

async function taskSets({ call, pass }: Ecs): Promise<void> {
  const of = { cluster, service: 'outside' }
  const deploymentController = { type: 'EXTERNAL' as const }
  await call('CreateService', { cluster, serviceName: 'outside', desiredCount: 2, deploymentController })
  const made = await call('CreateTaskSet', { ...of, taskDefinition: 'telemetry', launchType: 'EXTERNAL' })
  const taskSet = text(made.taskSet?.id)
  await call('UpdateServicePrimaryTaskSet', { ...of, primaryTaskSet: taskSet })
  pass(60)
  await call('DescribeTaskSets', { ...of, taskSets: [taskSet, 'ecs-svc/1'], include: ['TAGS'] })
  await call('DescribeServices', { cluster, services: ['outside'] })
  await call('UpdateTaskSet', { ...of, taskSet, scale: { value: 50, unit: 'PERCENT' } })
  await call('DeleteTaskSet', { ...of, taskSet, force: true })
  pass(60)
  await call('DeleteService', { ...of, force: true })
}

async function settings({ call }: Ecs): Promise<void> {
  await call('PutAccountSetting', { name: 'containerInsights', value: 'enabled' })
  await call('PutAccountSettingDefault', { name: 'containerInsights', value: 'enabled' })
  await call('ListAccountSettings', { effectiveSettings: true })
  await call('DeleteAccountSetting', { name: 'containerInsights' })
}
