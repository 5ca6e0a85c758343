import type { Region } from '../world/region'

const trust = (service: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
  })

const AWS = 'arn:aws:iam::aws:policy'

/** The three roles of ECS Anywhere: the host's, the agent's for a task, the task's own. */
const roles = [
  {
    name: 'ecsAnywhereRole',
    service: 'ssm.amazonaws.com',
    attached: ['AmazonSSMManagedInstanceCore', 'service-role/AmazonEC2ContainerServiceforEC2Role'],
  },
  {
    name: 'ecsanywhereTaskExecutionRole',
    service: 'ecs-tasks.amazonaws.com',
    attached: ['service-role/AmazonECSTaskExecutionRolePolicy'],
  },
  { name: 'ecsanywhereTaskRole', service: 'ecs-tasks.amazonaws.com', attached: [] },
]

/** @param host what the hosts' role is called: the guide and the workshop differ */
export function plantRoles({ account, clock, random, iam }: Region, host = 'ecsAnywhereRole'): void {
  for (const { name, service, attached } of roles.map((one, index) => (index === 0 ? { ...one, name: host } : one)))
    iam.roles.set(name, {
      name,
      id: `AROA${random.hex(16).toUpperCase()}`,
      arn: `arn:aws:iam::${account}:role/${name}`,
      path: '/',
      createdAt: clock.now(),
      maxSession: 3600,
      trust: trust(service),
      inline: new Map(),
      attached: new Map(attached.map((policy) => [`${AWS}/${policy}`, policy.split('/').at(-1) ?? policy])),
      tags: [],
    })
}
