import * as ssm from '@aws-sdk/client-ssm'
import { beforeEach, expect, test } from 'vitest'
import { createSandbox, type Sandbox } from '../../server'
import { loopback } from '../../wire/loopback'
import { START } from '../../world/testing'

let sandbox: Sandbox
let client: ssm.SSMClient
beforeEach(() => {
  sandbox = createSandbox({ seed: 'small', now: START })
  client = new ssm.SSMClient({
    region: 'us-east-1',
    credentials: { accessKeyId: '123456789012', secretAccessKey: 'x' },
    requestHandler: loopback(sandbox.core),
    maxAttempts: 1,
  })
})
const pass = (seconds: number) => sandbox.worlds.clock.advanceTo(sandbox.worlds.clock.now() + seconds * 1_000)
const shell = { DocumentName: 'AWS-RunShellScript', Parameters: { commands: ['echo "hello"', 'uname -m'] } }
const nodes = () => [...sandbox.worlds.get('123456789012', 'us-east-1').ssm.instances.values()]
const online = () => nodes().find((one) => one.pingStatus === 'Online')?.id ?? ''

test('a script runs on a node and says what it printed', async () => {
  const { Command } = await client.send(new ssm.SendCommandCommand({ ...shell, InstanceIds: [online()] }))
  expect(Command).toMatchObject({ Status: 'Pending', TargetCount: 1 })
  const asked = { CommandId: Command?.CommandId, InstanceId: online() }
  pass(1)
  expect(await client.send(new ssm.GetCommandInvocationCommand(asked))).toMatchObject({ Status: 'InProgress' })
  pass(3)
  const done = await client.send(new ssm.GetCommandInvocationCommand(asked))
  expect(done).toMatchObject({ Status: 'Success', ResponseCode: 0 })
  expect(done.StandardOutputContent).toMatch(/^hello\n(x86_64|aarch64)\n$/)
  const { Commands } = await client.send(
    new ssm.ListCommandsCommand({ Filters: [{ key: 'Status', value: 'Success' }] }),
  )
  expect(Commands).toHaveLength(1)
  const listed = await client.send(new ssm.ListCommandInvocationsCommand({ ...asked, Details: true }))
  expect(listed.CommandInvocations?.[0]?.CommandPlugins?.[0]).toMatchObject({ Name: 'aws:runShellScript' })
})

test('a node that is away is waited for, then given up', async () => {
  const away = nodes().find((one) => one.pingStatus === 'ConnectionLost')?.id ?? ''
  const { Command } = await client.send(
    new ssm.SendCommandCommand({ ...shell, InstanceIds: [away], TimeoutSeconds: 60 }),
  )
  pass(30)
  const asked = { CommandId: Command?.CommandId, InstanceId: away }
  expect(await client.send(new ssm.GetCommandInvocationCommand(asked))).toMatchObject({ Status: 'Pending' })
  pass(40)
  expect(await client.send(new ssm.GetCommandInvocationCommand(asked))).toMatchObject({
    Status: 'TimedOut',
    StatusDetails: 'DeliveryTimedOut',
  })
  expect(await client.send(new ssm.GetConnectionStatusCommand({ Target: away }))).toMatchObject({
    Status: 'notconnected',
  })
})

test('starting the ECS agent again brings a host back whose line is whole', async () => {
  const id = online()
  const region = sandbox.worlds.get('123456789012', 'us-east-1')
  const host = [...region.ecs.clusters.values()]
    .flatMap(({ hosts }) => [...hosts.values()])
    .find((one) => one.machine === id)
  if (!host) throw new Error('no host')
  host.connected = false
  await client.send(
    new ssm.SendCommandCommand({
      ...shell,
      Targets: [{ Key: 'InstanceIds', Values: [id] }],
      Parameters: { commands: ['sudo systemctl restart ecs'] },
    }),
  )
  pass(5)
  expect(host.connected).toBe(true)
})

test('mistakes are refused, and what was sent can be called off', async () => {
  const send = (input: object) => client.send(new ssm.SendCommandCommand({ ...shell, ...input }))
  await expect(send({ InstanceIds: ['mi-00000000000000000'] })).rejects.toThrow(ssm.InvalidInstanceId)
  await expect(send({ InstanceIds: [online()], DocumentName: 'Nothing' })).rejects.toThrow(ssm.InvalidDocument)
  await expect(send({ InstanceIds: [online()], Parameters: { x: [] } })).rejects.toThrow(ssm.InvalidParameters)
  await expect(send({})).rejects.toMatchObject({ name: 'ValidationException' })
  const { Command } = await send({ InstanceIds: [online()], Parameters: { commands: ['sleep 100', 'exit 3'] } })
  pass(2)
  await client.send(new ssm.CancelCommandCommand({ CommandId: Command?.CommandId }))
  const { Commands } = await client.send(new ssm.ListCommandsCommand({ CommandId: Command?.CommandId }))
  expect(Commands?.[0]?.Status).toBe('Cancelled')
  await client.send(new ssm.UpdateManagedInstanceRoleCommand({ InstanceId: nodes()[0]?.id, IamRole: 'other' }))
  expect(nodes()[0]?.iamRole).toBe('other')
})
