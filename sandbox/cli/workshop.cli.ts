import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { account, commands, region, type Shell, shell } from './aws'
import { CLUSTER_NAME, definition, names, offload, policy, ROLE_NAME, SERVICE_NAME, secrets } from './chapters'

interface Tasks {
  tasks: { taskArn: string; lastStatus: string; launchType: string; stoppedReason?: string }[]
  failures: { reason: string }[]
}

const all = commands()
test('there is an aws command to try', () => expect(all.length).toBeGreaterThan(0))

describe.each(all)('the ECS Anywhere workshop by aws-cli $version', ({ path }) => {
  let sh: Shell
  beforeAll(async () => {
    sh = await shell(path)
  })
  afterAll(() => sh.close())

  const run = async (family: string): Promise<string> => {
    const started = await sh.aws<Tasks>(
      ...['ecs', 'run-task', '--cluster', CLUSTER_NAME, '--launch-type', 'EXTERNAL', '--task-definition', family],
    )
    expect(started.failures).toEqual([])
    const arn = started.tasks[0]?.taskArn ?? ''
    await sh.wait('ecs', 'tasks-running', '--cluster', CLUSTER_NAME, '--tasks', arn)
    const { taskArns } = await sh.aws<{ taskArns: string[] }>('ecs', 'list-tasks', '--cluster', CLUSTER_NAME)
    expect(taskArns).toContain(arn)
    const { tasks } = await sh.aws<Tasks>('ecs', 'describe-tasks', '--cluster', CLUSTER_NAME, '--tasks', arn)
    expect(tasks[0]).toMatchObject({ lastStatus: 'RUNNING', launchType: 'EXTERNAL' })
    return arn
  }
  const stop = async (arn: string): Promise<void> => {
    await sh.aws('ecs', 'stop-task', '--cluster', CLUSTER_NAME, '--task', arn)
    await sh.wait('ecs', 'tasks-stopped', '--cluster', CLUSTER_NAME, '--tasks', arn)
    const { taskArns } = await sh.aws<{ taskArns: string[] }>('ecs', 'list-tasks', '--cluster', CLUSTER_NAME)
    expect(taskArns).not.toContain(arn)
  }

  test('installation: a role, a cluster, an activation, a machine', async () => {
    const trust = sh.filled(policy('ssm-trust-policy'))
    const { Role } = await sh.aws<{ Role: { RoleName: string; Arn: string } }>(
      ...['iam', 'create-role', '--role-name', ROLE_NAME, '--assume-role-policy-document', trust],
    )
    expect(Role.Arn).toBe(`arn:aws:iam::${account}:role/${ROLE_NAME}`)
    const attached = ['AmazonSSMManagedInstanceCore', 'service-role/AmazonEC2ContainerServiceforEC2Role']
    for (const name of attached)
      await sh.text(
        ...['iam', 'attach-role-policy', '--role-name', ROLE_NAME, '--policy-arn', `arn:aws:iam::aws:policy/${name}`],
      )
    const { AttachedPolicies } = await sh.aws<{ AttachedPolicies: { PolicyArn: string }[] }>(
      ...['iam', 'list-attached-role-policies', '--role-name', ROLE_NAME],
    )
    expect(AttachedPolicies.map((one) => one.PolicyArn).sort()).toEqual(
      attached.map((name) => `arn:aws:iam::aws:policy/${name}`).sort(),
    )
    expect(await sh.aws('ecs', 'create-cluster', '--cluster-name', CLUSTER_NAME)).toMatchObject({
      cluster: { clusterName: CLUSTER_NAME, status: 'ACTIVE' },
    })
    const activation = await sh.aws<{ ActivationId: string; ActivationCode: string }>(
      ...['ssm', 'create-activation', '--iam-role', ROLE_NAME],
    )
    // What the install script does with them on the machine.
    const { managedInstanceId } = await sh.control('join', {
      activationId: activation.ActivationId,
      activationCode: activation.ActivationCode,
      cluster: CLUSTER_NAME,
    })
    const { InstanceInformationList } = await sh.aws<{ InstanceInformationList: object[] }>(
      ...['ssm', 'describe-instance-information'],
    )
    expect(InstanceInformationList).toEqual([
      expect.objectContaining({ InstanceId: managedInstanceId, PingStatus: 'Online', ResourceType: 'ManagedInstance' }),
    ])
    const { containerInstanceArns } = await sh.aws<{ containerInstanceArns: string[] }>(
      ...['ecs', 'list-container-instances', '--cluster', CLUSTER_NAME],
    )
    expect(containerInstanceArns).toHaveLength(1)
    await sh.control('clock', { advance: '5s' })
  })

  test('tasks: roles, a definition, a task that is run, described and stopped', async () => {
    const trust = sh.filled(policy('task-execution-assume-role'))
    for (const name of ['ecsanywhereTaskExecutionRole', 'ecsanywhereTaskRole'])
      await sh.text(
        ...['iam', '--region', region, 'create-role', '--role-name', name, '--assume-role-policy-document', trust],
      )
    await sh.text(
      ...['iam', '--region', region, 'attach-role-policy', '--role-name', 'ecsanywhereTaskExecutionRole'],
      ...['--policy-arn', 'arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'],
    )
    const registered = await sh.aws<{ taskDefinition: { compatibilities: string[] } }>(
      ...['ecs', 'register-task-definition', '--cli-input-json', sh.filled(definition('external-task-definition'))],
    )
    expect(registered.taskDefinition.compatibilities).toContain('EXTERNAL')
    await stop(await run('nginx'))
  })

  test('services: created, described, scaled to nothing, deleted', async () => {
    await sh.aws(
      ...['ecs', 'create-service', '--cluster', CLUSTER_NAME, '--service-name', SERVICE_NAME],
      ...['--launch-type', 'EXTERNAL', '--task-definition', 'nginx', '--desired-count', 1],
    )
    await sh.wait('ecs', 'services-stable', '--cluster', CLUSTER_NAME, '--services', SERVICE_NAME)
    // As the chapter has it: --service, which the aws command takes for --services.
    const { services } = await sh.aws<{ services: object[] }>(
      ...['ecs', 'describe-services', '--cluster', CLUSTER_NAME, '--service', SERVICE_NAME],
    )
    expect(services).toEqual([
      expect.objectContaining({ status: 'ACTIVE', launchType: 'EXTERNAL', runningCount: 1, desiredCount: 1 }),
    ])
    expect(await sh.aws('ecs', 'list-tasks', '--cluster', CLUSTER_NAME)).toMatchObject({
      taskArns: [expect.any(String)],
    })
    await sh.aws(
      ...['ecs', 'update-service', '--cluster', CLUSTER_NAME, '--service', SERVICE_NAME, '--desired-count', 0],
    )
    await sh.aws('ecs', 'delete-service', '--cluster', CLUSTER_NAME, '--service', SERVICE_NAME)
    await sh.wait('ecs', 'services-inactive', '--cluster', CLUSTER_NAME, '--services', SERVICE_NAME)
  })

  test('observability: logs to CloudWatch and by FireLens, Container Insights, OpenTelemetry', async () => {
    await sh.text('logs', 'create-log-group', '--log-group-name', 'ecsanywhere-logs')
    for (const role of ['ecsanywhereTaskRole', 'ecsanywhereTaskExecutionRole'])
      await sh.text(
        ...['iam', 'put-role-policy', '--role-name', role, '--policy-name', 'ecsanywherePolicy'],
        ...['--policy-document', sh.filled(policy('task-role'))],
      )
    for (const [file, family] of [
      ['external-task-definition-logs', 'logs'],
      ['external-task-definition-firelens', 'firelens'],
      ['otel-task-definition', 'aws-otel-EC2'],
    ] as const) {
      await sh.aws('ecs', 'register-task-definition', '--cli-input-json', sh.filled(definition(file), names))
      const arn = await run(family)
      if (family === 'logs') {
        const { logStreams } = await sh.aws<{ logStreams: { logStreamName: string }[] }>(
          ...['logs', 'describe-log-streams', '--log-group-name', 'ecsanywhere-logs'],
        )
        expect(logStreams[0]?.logStreamName).toContain(arn.split('/').at(-1))
        const { events } = await sh.aws<{ events: { message: string }[] }>(
          ...['logs', 'get-log-events', '--log-group-name', 'ecsanywhere-logs', '--start-from-head'],
          ...['--log-stream-name', logStreams[0]?.logStreamName ?? ''],
        )
        expect(events.length).toBeGreaterThan(0)
      }
      await stop(arn)
    }
    expect(
      await sh.aws(
        ...['ecs', 'update-cluster-settings', '--cluster', CLUSTER_NAME],
        ...['--settings', 'name=containerInsights,value=enabled'],
      ),
    ).toMatchObject({ cluster: { settings: [{ name: 'containerInsights', value: 'enabled' }] } })
  })

  test('secrets: a parameter and a secret reach a service, and are taken down again', () => secrets(sh))

  test('offload: an order file in a bucket runs its task on a machine of one’s own', () => offload(sh))

  test('cleanup: in the workshop’s own order', async () => {
    const { ActivationList } = await sh.aws<{ ActivationList: { ActivationId: string }[] }>(
      'ssm',
      'describe-activations',
    )
    for (const { ActivationId } of ActivationList)
      await sh.text('ssm', 'delete-activation', '--activation-id', ActivationId)
    const { InstanceInformationList } = await sh.aws<{ InstanceInformationList: { InstanceId: string }[] }>(
      ...['ssm', 'describe-instance-information'],
    )
    for (const { InstanceId } of InstanceInformationList)
      await sh.text('ssm', 'deregister-managed-instance', '--instance-id', InstanceId)
    const { containerInstanceArns } = await sh.aws<{ containerInstanceArns: string[] }>(
      ...['ecs', 'list-container-instances', '--cluster', CLUSTER_NAME],
    )
    for (const arn of containerInstanceArns)
      await sh.aws(
        ...['ecs', 'deregister-container-instance', '--cluster', CLUSTER_NAME, '--force', '--container-instance', arn],
      )
    await sh.aws('ecs', 'delete-cluster', '--cluster', CLUSTER_NAME)
    expect(await sh.aws('ssm', 'describe-activations')).toMatchObject({ ActivationList: [] })
    expect(await sh.aws('ssm', 'describe-instance-information')).toMatchObject({ InstanceInformationList: [] })
    // The cluster is gone: the workshop's last look at it is refused, as AWS refuses it.
    expect(await sh.refused('ecs', 'list-container-instances', '--cluster', CLUSTER_NAME)).toContain(
      'ClusterNotFoundException',
    )
  })
})
