import type { ContainerDefinition, RegisterTaskDefinitionCommandInput } from '@aws-sdk/client-ecs'

const execution = (account: string) => `arn:aws:iam::${account}:role/ecsanywhereTaskExecutionRole`
const task = (account: string) => `arn:aws:iam::${account}:role/ecsanywhereTaskRole`

const logs = (group: string, region: string): ContainerDefinition['logConfiguration'] => ({
  logDriver: 'awslogs',
  options: { 'awslogs-group': group, 'awslogs-region': region, 'awslogs-stream-prefix': 'ecs' },
})

export const GROUPS = [
  '/quay/orders',
  '/quay/sensors',
  '/quay/checkout',
  '/quay/reports',
  '/edge/vision',
  '/quay/telemetry',
]

/** What the seed registers. The first is the workshop's own external-task-definition.json. */
export function definitions(account: string, region: string): RegisterTaskDefinitionCommandInput[] {
  const image = (name: string) => `${account}.dkr.ecr.${region}.amazonaws.com/${name}`
  const roles = { executionRoleArn: execution(account), taskRoleArn: task(account) }
  const onHosts = (
    family: string,
    compatibility: 'EXTERNAL' | 'EC2',
    container: ContainerDefinition,
    group: string | undefined,
  ): RegisterTaskDefinitionCommandInput => ({
    family,
    requiresCompatibilities: [compatibility],
    networkMode: 'bridge',
    ...roles,
    containerDefinitions: [
      { name: family, essential: true, ...container, ...(group && { logConfiguration: logs(group, region) }) },
    ],
  })
  return [
    {
      family: 'nginx',
      requiresCompatibilities: ['EXTERNAL'],
      networkMode: 'bridge',
      containerDefinitions: [
        {
          name: 'nginx',
          image: 'public.ecr.aws/nginx/nginx:latest',
          memory: 256,
          cpu: 256,
          essential: true,
          portMappings: [{ containerPort: 80, hostPort: 8080, protocol: 'tcp' }],
        },
      ],
    },
    onHosts(
      'orders',
      'EXTERNAL',
      { image: image('orders-api:2.3'), cpu: 256, memory: 512, portMappings: [{ containerPort: 3000 }] },
      '/quay/orders',
    ),
    onHosts(
      'orders',
      'EXTERNAL',
      { image: image('orders-api:2.4'), cpu: 256, memory: 512, portMappings: [{ containerPort: 3000 }] },
      '/quay/orders',
    ),
    onHosts('sensors', 'EXTERNAL', { image: image('sensors:1.8'), cpu: 512, memory: 512 }, '/quay/sensors'),
    onHosts(
      'checkout',
      'EC2',
      { image: image('checkout-web:5.1'), cpu: 256, memory: 512, portMappings: [{ containerPort: 8080 }] },
      '/quay/checkout',
    ),
    {
      ...onHosts('reports', 'EC2', { image: image('reports-worker:1.2') }, '/quay/reports'),
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '512',
      memory: '1024',
    },
    // Larger than what is left of a third of porto's hosts: one task never finds a place
    onHosts('vision', 'EXTERNAL', { image: image('vision:0.9'), cpu: 1024, memory: 2560 }, '/edge/vision'),
    // Its lines hold stack traces, as a Java program's do
    onHosts('telemetry', 'EXTERNAL', { image: image('telemetry-jvm:3.0'), cpu: 128, memory: 128 }, '/quay/telemetry'),
    onHosts('backup', 'EXTERNAL', { image: image('backup-job:1.0'), cpu: 256, memory: 256 }, undefined),
    onHosts('thumbnails', 'EXTERNAL', { image: image('thumbnails-broken:0.1'), cpu: 128, memory: 128 }, undefined),
  ]
}
