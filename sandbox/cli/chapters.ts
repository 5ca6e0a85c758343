import { expect } from 'vitest'
import { account, region, type Shell } from './aws'

export const policy = (name: string) => `sandbox/cli/policies/${name}.json`
export const definition = (name: string) => `sandbox/services/ecs/workshop/${name}.json`

/** The variables the workshop's chapters set. */
export const ROLE_NAME = 'ecsMithrilRole'
export const CLUSTER_NAME = 'test-ecs-anywhere'
export const SERVICE_NAME = 'test-ecs-anywhere-svc'
export const names = {
  AWS_ACCOUNT_ID: account,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  CLUSTER_NAME,
  SERVICE_NAME,
}

/** The chapter on SSM parameters and Secrets Manager. */
export async function secrets(sh: Shell): Promise<void> {
  await sh.aws(
    ...['ssm', 'put-parameter', '--name', 'PARAMETER_TEST_AWS', '--type', 'String'],
    ...['--value', 'Hello world from SSM'],
  )
  const { Parameter } = await sh.aws<{ Parameter: { ARN: string; Value: string } }>(
    ...['ssm', 'get-parameter', '--name', 'PARAMETER_TEST_AWS'],
  )
  expect(Parameter.Value).toBe('Hello world from SSM')
  const value = '{"username":"someuser", "password":"securepassword"}'
  await sh.aws('secretsmanager', 'create-secret', '--name', 'SECRET_TEST_AWS', '--secret-string', value)
  const secret = await sh.aws<{ ARN: string }>('secretsmanager', 'describe-secret', '--secret-id', 'SECRET_TEST_AWS')
  expect(
    await sh.aws('secretsmanager', 'get-secret-value', '--secret-id', secret.ARN, '--version-stage', 'AWSCURRENT'),
  ).toMatchObject({ SecretString: value })
  const repository = await sh.aws<{ repository: { repositoryUri: string; repositoryArn: string } }>(
    ...['ecr', 'create-repository', '--repository-name', 'go-sample-ssm-secrets-repo'],
  )
  expect(await sh.text('ecr', 'get-login-password')).toMatch(/\S{20,}/)
  const filled = {
    ...names,
    SSM_TASK_DEFINITION_NAME: 'ssmsecrets',
    ECR_REPO: repository.repository.repositoryUri,
    ECR_REPO_ARN: repository.repository.repositoryArn,
    SECRET_TEST_AWS: secret.ARN,
    PARAMETER_TEST_AWS: Parameter.ARN,
  }
  await sh.text(
    ...['iam', 'put-role-policy', '--role-name', 'ecsanywhereTaskExecutionRole', '--policy-name', 'ssmSecretsPolicy'],
    ...['--policy-document', sh.filled(policy('execution-role'), filled)],
  )
  await sh.aws(
    ...['ecs', 'register-task-definition', '--cli-input-json'],
    sh.filled(definition('ssm-secrets-task-definition'), filled),
  )
  const service = ['--cluster', CLUSTER_NAME, '--service', 'ssmsecrets']
  await sh.aws(
    ...['ecs', 'create-service', '--cluster', CLUSTER_NAME, '--service-name', 'ssmsecrets'],
    ...['--launch-type', 'EXTERNAL', '--task-definition', 'ssmsecrets', '--desired-count', 1],
  )
  await sh.wait('ecs', 'services-stable', '--cluster', CLUSTER_NAME, '--services', 'ssmsecrets')
  await sh.aws('ecs', 'update-service', ...service, '--desired-count', 0)
  await sh.aws('ecs', 'delete-service', ...service)
  await sh.wait('ecs', 'services-inactive', '--cluster', CLUSTER_NAME, '--services', 'ssmsecrets')
  await sh.text('ecr', 'delete-repository', '--repository-name', 'go-sample-ssm-secrets-repo', '--force')
  await sh.text(
    ...['secretsmanager', 'delete-secret', '--secret-id', 'SECRET_TEST_AWS', '--force-delete-without-recovery'],
  )
  await sh.text('ssm', 'delete-parameter', '--name', 'PARAMETER_TEST_AWS')
  await sh.text(
    ...['iam', 'delete-role-policy', '--role-name', 'ecsanywhereTaskExecutionRole'],
    ...['--policy-name', 'ssmSecretsPolicy'],
  )
  expect(await sh.refused('ssm', 'get-parameter', '--name', 'PARAMETER_TEST_AWS')).toContain('ParameterNotFound')
  expect(await sh.refused('secretsmanager', 'describe-secret', '--secret-id', 'SECRET_TEST_AWS')).toContain(
    'ResourceNotFoundException',
  )
}

/** The chapter on offload: a file in S3 starts a task on premises, by an EventBridge rule. */
export async function offload(sh: Shell): Promise<void> {
  const { SecurityGroups } = await sh.aws<{ SecurityGroups: { OwnerId: string }[] }>('ec2', 'describe-security-groups')
  expect(SecurityGroups[0]?.OwnerId).toBe(account)
  const bucket = `aws-file-drop-${account}`
  const { repository } = await sh.aws<{ repository: { repositoryUri: string } }>(
    ...['ecr', 'create-repository', '--repository-name', 'ecs-task-s3-process-repo'],
  )
  const filled = { ...names, ECS_TASK_DEFINITION_NAME: 'ECSS3Task', ECR_REPO: repository.repositoryUri }
  await sh.aws(...['ecs', 'register-task-definition', '--cli-input-json', sh.filled(definition('s3-ecs-task'), filled)])
  await sh.text('s3', 'mb', `s3://${bucket}`)
  await sh.text(
    ...['s3api', 'put-bucket-notification-configuration', '--bucket', bucket],
    ...['--notification-configuration', '{"EventBridgeConfiguration":{}}'],
  )
  const pattern = {
    source: ['aws.s3'],
    'detail-type': ['Object Created'],
    detail: { bucket: { name: [bucket] }, object: { key: [{ suffix: '.csv' }] } },
  }
  const trust = sh.filled(policy('events-trust-policy'))
  const { Role } = await sh.aws<{ Role: { Arn: string } }>(
    ...['iam', 'create-role', '--role-name', 'ecsEventsRole', '--assume-role-policy-document', trust],
  )
  await sh.aws('events', 'put-rule', '--name', 'orders', '--event-pattern', JSON.stringify(pattern))
  const override = `{"containerOverrides":[{"name":"ECSS3Task","environment":[{"name":"S3_BUCKET_NAME","value":"<bucket>"},{"name":"S3_KEY","value":"<key>"}]}]}`
  const target = {
    Id: 'orders',
    Arn: `arn:aws:ecs:${region}:${account}:cluster/${CLUSTER_NAME}`,
    RoleArn: Role.Arn,
    EcsParameters: {
      TaskDefinitionArn: `arn:aws:ecs:${region}:${account}:task-definition/ECSS3Task`,
      LaunchType: 'EXTERNAL',
      TaskCount: 1,
    },
    InputTransformer: {
      InputPathsMap: { bucket: '$.detail.bucket.name', key: '$.detail.object.key' },
      InputTemplate: override,
    },
  }
  expect(
    await sh.aws('events', 'put-targets', '--rule', 'orders', '--targets', JSON.stringify([target])),
  ).toMatchObject({ FailedEntryCount: 0 })
  await sh.text('s3', 'cp', '/etc/hostname', `s3://${bucket}/notes.txt`)
  await sh.text('s3', 'cp', 'sandbox/cli/orders.csv', `s3://${bucket}/test.csv`)
  await sh.control('clock', { advance: '20s' })
  const started = ['ecs', 'list-tasks', '--cluster', CLUSTER_NAME, '--family', 'ECSS3Task']
  const { taskArns } = await sh.aws<{ taskArns: string[] }>(...started)
  expect(taskArns).toHaveLength(1)
  const { tasks } = await sh.aws<{ tasks: object[] }>(
    ...['ecs', 'describe-tasks', '--cluster', CLUSTER_NAME, '--tasks', ...taskArns],
  )
  expect(tasks[0]).toMatchObject({
    launchType: 'EXTERNAL',
    overrides: {
      containerOverrides: [
        expect.objectContaining({
          environment: expect.arrayContaining([
            { name: 'S3_BUCKET_NAME', value: bucket },
            { name: 'S3_KEY', value: 'test.csv' },
          ]),
        }),
      ],
    },
  })
  // Cleanup, as the chapter has it.
  await sh.aws('ecs', 'stop-task', '--cluster', CLUSTER_NAME, '--task', taskArns[0] ?? '')
  await sh.wait('ecs', 'tasks-stopped', '--cluster', CLUSTER_NAME, '--tasks', taskArns[0] ?? '')
  await sh.text('events', 'remove-targets', '--rule', 'orders', '--ids', 'orders')
  await sh.text('events', 'delete-rule', '--name', 'orders')
  await sh.text('s3', 'rm', '--recursive', `s3://${bucket}`)
  await sh.text('s3', 'rb', `s3://${bucket}`)
  await sh.text('ecr', 'delete-repository', '--repository-name', 'ecs-task-s3-process-repo', '--force')
  expect(await sh.text('s3', 'ls')).toBe('')
}
