import { describe, expect, test } from 'vitest'
import { setConnected } from './agent'
import { parseQuery } from './query'
import { type Bench, bench } from './testing'

const run = (b: Bench, taskDefinition: string, more = {}) =>
  b.ecs.RunTask({ cluster: 'c', taskDefinition, launchType: 'EXTERNAL', ...more })
const hostsOf = (reply: { tasks?: { containerInstanceArn?: string | undefined }[] | undefined }) =>
  (reply.tasks ?? []).map((task) => task.containerInstanceArn)

describe('placement', () => {
  test('EXTERNAL goes to external hosts only, EC2 to the others', () => {
    const b = bench()
    const ours = b.host()
    const theirs = b.host({ external: false })
    const definition = b.define('web')
    expect(hostsOf(run(b, definition))).toEqual([ours.arn])
    expect(hostsOf(run(b, definition, { launchType: 'EC2' }))).toEqual([theirs.arn])
  })

  test('says what the closest host lacks', () => {
    const b = bench()
    const host = b.host({ cpu: 1024, memory: 1024 })
    const reason = (container: object, more = {}) =>
      run(b, b.define('t', container), more).failures?.map((one) => [one.arn, one.reason])
    expect(reason({ cpu: 2048 })).toEqual([[host.arn, 'RESOURCE:CPU']])
    expect(reason({ memory: 2048 })).toEqual([[host.arn, 'RESOURCE:MEMORY']])
    expect(reason({ portMappings: [{ containerPort: 22, hostPort: 22 }] })).toEqual([[host.arn, 'RESOURCE:PORTS']])
    host.attributes.delete('com.amazonaws.ecs.capability.logging-driver.gelf')
    expect(reason({ logConfiguration: { logDriver: 'gelf' } })).toEqual([[host.arn, 'ATTRIBUTE']])
    expect(reason({}, { placementConstraints: [{ type: 'memberOf', expression: 'attribute:site == oslo' }] })).toEqual([
      [host.arn, 'MemberOf placement constraint unsatisfied.'],
    ])
    setConnected(b.region, host.id, false)
    expect(reason({})).toEqual([[host.arn, 'AGENT']])
  })

  test('spreads, packs, and keeps tasks apart', () => {
    const b = bench()
    const [berlin, , oslo] = [
      b.host({ attributes: { site: 'berlin' } }),
      b.host({ attributes: { site: 'berlin' } }),
      b.host({ attributes: { site: 'oslo' } }),
    ]
    const definition = b.define('web')
    const spread = run(b, definition, { count: 4, placementStrategy: [{ type: 'spread', field: 'attribute:site' }] })
    expect(hostsOf(spread).filter((arn) => arn === oslo.arn)).toHaveLength(2)
    const packed = run(b, definition, {
      count: 3,
      group: 'packed',
      placementStrategy: [{ type: 'binpack', field: 'memory' }],
    })
    expect(new Set(hostsOf(packed)).size).toBe(1)
    const apart = run(b, definition, { count: 4, group: 'g', placementConstraints: [{ type: 'distinctInstance' }] })
    expect(new Set(hostsOf(apart)).size).toBe(3)
    expect(apart.failures).toHaveLength(1)
    expect(berlin.tasks.size).toBeGreaterThan(0)
  })

  test('what a task took is given back', () => {
    const b = bench()
    const host = b.host()
    const definition = b.define('web', { portMappings: [{ containerPort: 80, hostPort: 8080 }, { containerPort: 81 }] })
    const { tasks } = run(b, definition)
    b.pass(5)
    const busy = b.ecs.DescribeContainerInstances({ cluster: 'c', containerInstances: [host.id] })
      .containerInstances?.[0]
    expect(busy?.remainingResources?.find((one) => one.name === 'CPU')?.integerValue).toBe(4096 - 256)
    expect(busy?.remainingResources?.find((one) => one.name === 'PORTS')?.stringSetValue).toEqual(
      expect.arrayContaining(['22', '8080', '32768']),
    )
    expect(busy?.runningTasksCount).toBe(1)
    b.ecs.StopTask({ cluster: 'c', task: tasks?.[0]?.taskArn })
    b.pass(5)
    expect(host.used).toEqual({ cpu: 0, memory: 0, tcp: new Set(), udp: new Set() })
  })
})

describe('the cluster query language', () => {
  test.each([
    ['attribute:site == berlin', true],
    ['attribute:site != berlin', false],
    ['attribute:site in [oslo, berlin]', true],
    ['attribute:site not_in [oslo]', true],
    ['attribute:site =~ ber.*', true],
    ['attribute:gpu exists', false],
    ['attribute:gpu !exists', true],
    ['agentConnected==false', false],
    ['agentConnected == true and attribute:site exists', true],
    ['not(attribute:site == oslo) and (runningTasksCount < 1 or agentConnected == false)', true],
  ])('%s', (text, expected) => {
    const host = bench().host({ attributes: { site: 'berlin' } })
    expect(parseQuery(text)(host)).toBe(expected)
  })

  test.each(['', 'attribute:a ==', 'nonsense == 1', 'attribute:a == b)', 'attribute:a ~ b'])('refuses %j', (text) => {
    expect(() => parseQuery(text)).toThrow(SyntaxError)
  })
})
