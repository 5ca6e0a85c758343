import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileOf, packages, textOf } from '../../bin/sandbox-enums.mjs'
import { mounts } from '../server'
import { faultIn, unknownWordIn } from './check'
import { modelFor } from './mount'
import { owed } from './required'

test('which member holds which enum is written down for every service, as its SDK package has it', () => {
  expect(Object.keys(packages).sort()).toEqual(mounts.map(({ signingName }) => signingName).sort())
  for (const service of Object.keys(packages))
    expect(readFileSync(fileOf(service), 'utf8'), 'Out of date: node bin/sandbox-enums.mjs').toBe(textOf(service))
})

async function operation(service: string, name: string) {
  const mount = mounts.find(({ signingName }) => signingName === service)
  const found = mount && (await modelFor(mount)).operations.get(name)
  if (!found) throw new Error(`No ${service}:${name}`)
  return found
}
const output = async (service: string, name: string) => (await operation(service, name)).output

test('a word that AWS does not have is a fault, in members, lists and the keys of maps', async () => {
  const status = await output('ssm', 'GetConnectionStatus')
  expect(faultIn(status, { Target: 'mi-1', Status: 'connected' })).toBeUndefined()
  expect(faultIn(status, { Target: 'mi-1', Status: 'joined' })).toMatch(/\.Status is 'joined', no word/)
  const queue = await output('sqs', 'GetQueueAttributes')
  expect(faultIn(queue, { Attributes: { QueueArn: 'arn' } })).toBeUndefined()
  expect(faultIn(queue, { Attributes: { Colour: 'red' } })).toMatch(/\.Attributes\.Colour is no key/)
})

test('a word that AWS does not have is found in an input, with its place', async () => {
  const input = await operation('ecs', 'RunTask').then((one) => one.input)
  expect(unknownWordIn(input, { taskDefinition: 'x', launchType: 'EC2' })).toBeUndefined()
  const placementStrategy = [{ type: 'spread' }, { type: 'pile' }]
  expect(unknownWordIn(input, { taskDefinition: 'x', placementStrategy })).toMatchObject({
    path: 'placementStrategy.2.member.type',
    value: 'pile',
    words: ['binpack', 'random', 'spread'],
  })
})

test('what AWS never leaves out is missed', async () => {
  const listed = await output('ecs', 'ListTasks')
  expect(faultIn(listed, { taskArns: [] })).toBeUndefined()
  expect(faultIn(listed, {})).toBe('ListTasksResponse.taskArns is missing')
  const described = await output('ecs', 'DescribeTasks')
  expect(faultIn(described, { tasks: [{}], failures: [] })).toBe('DescribeTasksResponse.tasks[0].taskArn is missing')
})

test('whatever is owed is in the models', async () => {
  const known = new Map<string, unknown>()
  for (const mount of mounts)
    for (const schema of Object.values(await mount.sdk()))
      if (Array.isArray(schema) && schema[0] === 3) known.set(`${schema[1]} ${schema[2]}`, schema[4])
  for (const [namespace, structures] of Object.entries(owed))
    for (const [name, members] of Object.entries(structures ?? {}))
      expect(known.get(`${namespace} ${name}`), `${namespace} ${name}`).toEqual(
        expect.arrayContaining(members.split(' ')),
      )
})
