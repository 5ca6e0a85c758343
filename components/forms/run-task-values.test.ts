import { describe, expect, it } from 'vitest'
import type { Definition } from '@/lib/model/definition'
import { capacityOf, nothingStarted, type RunValues, requestOf } from './run-task-values'

const container = {
  name: 'web',
  image: 'nginx',
  essential: true,
  cpu: 256,
  memory: 256,
  memoryReservation: null,
  ports: [],
  environment: {},
  secrets: {},
  logDriver: null,
  logOptions: {},
}
const nginx: Definition = {
  arn: 'arn:aws:ecs:us-east-1:123456789012:task-definition/nginx:1',
  account: '123456789012',
  region: 'us-east-1',
  family: 'nginx',
  revision: 1,
  status: 'ACTIVE',
  runsOn: ['external', 'ec2'],
  asksFor: ['external'],
  networkMode: 'bridge',
  cpu: null,
  memory: null,
  containers: [container],
  taskRole: null,
  executionRole: null,
  registeredAt: null,
  registeredBy: null,
  tags: {},
  json: {},
}
const cloud: Definition = { ...nginx, runsOn: ['ec2', 'fargate'], asksFor: ['fargate'], networkMode: 'awsvpc' }
const network = { subnets: ['subnet-0a'], securityGroups: [], publicIp: true }
const values: RunValues = {
  cluster: { account: '123456789012', region: 'us-east-1', cluster: 'quay' },
  definition: { family: 'nginx', revision: 1 },
  capacity: null,
  count: '2',
  where: 'anywhere',
  site: '',
  host: '',
  network: null,
  overrides: {},
}
const inputOf = (of: RunValues, definition = nginx) => {
  const request = requestOf(of, definition, 't')
  return 'input' in request ? request.input : request.errors
}

describe('the request a form stands for', () => {
  it('runs where the definition asks to, unless another capacity it can run on is chosen', () => {
    expect(capacityOf(values, nginx)).toBe('external')
    expect(capacityOf({ ...values, capacity: 'ec2' }, nginx)).toBe('ec2')
    expect(capacityOf({ ...values, capacity: 'fargate' }, nginx)).toBe('external')
    expect(capacityOf(values, { ...nginx, asksFor: [], runsOn: [] })).toBeNull()
  })
  it('is whole once the fields are', () => {
    expect(inputOf(values)).toEqual({
      definition: values.definition,
      capacity: 'external',
      count: 2,
      overrides: [],
      where: { kind: 'anywhere' },
      network: null,
      token: 't',
    })
  })
  it('names what is missing, by field', () => {
    const none = { ...values, cluster: null, definition: null, count: '11' }
    expect(requestOf(none, undefined, 't')).toHaveProperty('errors', {
      cluster: 'Choose a cluster',
      definition: 'Choose a definition',
      capacity: 'Choose where it runs',
      count: 'A whole number from 1 to 10',
    })
    expect(inputOf({ ...values, count: '' })).toHaveProperty('count', 'A whole number from 1 to 10')
    expect(inputOf({ ...values, count: '1.5' })).toHaveProperty('count', 'A whole number from 1 to 10')
    expect(inputOf({ ...values, where: 'site' })).toEqual({ where: 'Choose a site' })
    expect(inputOf({ ...values, where: 'host' })).toEqual({ where: 'Choose a host' })
    expect(inputOf(values, cloud)).toEqual({ network: 'Choose a subnet' })
  })
  it('gives a host one task, whatever the count says', () => {
    const one = inputOf({ ...values, where: 'host', host: 'abc', count: '7' })
    expect(one).toMatchObject({ count: 1, where: { kind: 'host', host: 'abc' } })
  })
  it('asks for a public address on Fargate only, and for no network in bridge mode', () => {
    expect(inputOf({ ...values, network }, cloud)).toHaveProperty('network.publicIp', true)
    expect(inputOf({ ...values, network, capacity: 'ec2' }, cloud)).toHaveProperty('network.publicIp', false)
    expect(inputOf({ ...values, network })).toHaveProperty('network', null)
  })
  it('changes a container only where something was typed for it', () => {
    const typed = { command: 'sh\n-c\n\necho a b\n', environment: [{ key: 'A', value: '' }] }
    expect(inputOf({ ...values, overrides: { web: typed, gone: typed } })).toHaveProperty('overrides', [
      { container: 'web', command: ['sh', '-c', 'echo a b'], environment: { A: '' } },
    ])
    const blank = { command: '\n', environment: [{ key: '', value: '' }] }
    expect(inputOf({ ...values, overrides: { web: blank } })).toHaveProperty('overrides', [])
    const nameless = { command: '', environment: [{ key: '', value: 'x' }] }
    expect(inputOf({ ...values, overrides: { web: nameless } })).toEqual({ overrides: 'A variable of web has no name' })
    const twice = {
      command: '',
      environment: [
        { key: 'A', value: '1' },
        { key: 'A', value: '2' },
      ],
    }
    expect(inputOf({ ...values, overrides: { web: twice } })).toEqual({ overrides: 'A variable of web is given twice' })
  })
})

describe('when AWS starts nothing', () => {
  it('that is an error that says each reason once', () => {
    const failure = { arn: null, reason: 'RESOURCE:MEMORY', detail: null }
    const said = nothingStarted([failure, failure])
    expect(said.message).toMatch(/^Nothing was started\. RESOURCE:MEMORY: No host/)
    expect(said.message.match(/RESOURCE/g)).toHaveLength(1)
    expect(said.next).toBeTruthy()
  })
  it('even without a reason', () => {
    expect(nothingStarted([]).message).toMatch(/did not say why/)
  })
})
