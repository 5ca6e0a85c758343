import type * as ssm from '@aws-sdk/client-ssm'
import type { Guide, Tour } from '../../wire/tour'

export const tour: Tour<typeof ssm> = async (guide) => {
  await nodes(guide)
  await parameters(guide)
}

async function nodes({ call, pass }: Guide<typeof ssm>): Promise<void> {
  const { ActivationId } = await call('CreateActivation', {
    IamRole: 'ecsAnywhereRole',
    Description: 'tour',
    RegistrationLimit: 1,
    Tags: [{ Key: 'site', Value: 'berlin' }],
  })
  await call('DescribeActivations', {})
  await call('DeleteActivation', { ActivationId })
  const { InstanceInformationList = [] } = await call('DescribeInstanceInformation', { MaxResults: 50 })
  const online = InstanceInformationList.filter(({ PingStatus }) => PingStatus === 'Online')
  const InstanceId = online[0]?.InstanceId
  const node = { ResourceType: 'ManagedInstance' as const, ResourceId: InstanceId }
  await call('AddTagsToResource', { ...node, Tags: [{ Key: 'a', Value: 'b' }] })
  await call('ListTagsForResource', node)
  await call('RemoveTagsFromResource', { ...node, TagKeys: ['a'] })
  const script = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['uptime'] } }
  const { Command } = await call('SendCommand', { ...script, InstanceIds: [InstanceId ?? ''] })
  pass(10)
  const CommandId = Command?.CommandId
  await call('ListCommands', {})
  await call('ListCommandInvocations', { CommandId, Details: true })
  await call('GetCommandInvocation', { CommandId, InstanceId })
  const other = await call('SendCommand', { ...script, InstanceIds: [InstanceId ?? ''] })
  await call('CancelCommand', { CommandId: other.Command?.CommandId })
  await call('GetConnectionStatus', { Target: InstanceId })
  await call('UpdateManagedInstanceRole', { InstanceId, IamRole: 'ecsAnywhereRole' })
  await call('DeregisterManagedInstance', { InstanceId })
}

async function parameters({ call }: Guide<typeof ssm>): Promise<void> {
  for (const [Name, Type, Value] of [
    ['/tour/plain', 'String', 'a'],
    ['/tour/list', 'StringList', 'a,b'],
    ['/tour/secret', 'SecureString', 'hidden'],
  ] as const)
    await call('PutParameter', { Name, Type, Value, Tags: [{ Key: 'a', Value: 'b' }] })
  const Name = '/tour/plain'
  await call('PutParameter', { Name, Value: 'b', Overwrite: true })
  await call('GetParameter', { Name: '/tour/secret', WithDecryption: true })
  await call('GetParameters', { Names: [Name, '/tour/none'] })
  await call('GetParametersByPath', { Path: '/tour', Recursive: true })
  await call('DescribeParameters', {})
  await call('LabelParameterVersion', { Name, ParameterVersion: 2, Labels: ['good'] })
  await call('GetParameterHistory', { Name })
  await call('UnlabelParameterVersion', { Name, ParameterVersion: 2, Labels: ['good'] })
  await call('DeleteParameter', { Name })
  await call('DeleteParameters', { Names: ['/tour/list', '/tour/secret'] })
}
