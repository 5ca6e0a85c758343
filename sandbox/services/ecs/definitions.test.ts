import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { bench } from '../../world/testing'
import { isFargateSize, parseSize } from './fargate-sizes'

const workshop = fileURLToPath(new URL('./workshop/', import.meta.url))
const filled = (text: string) =>
  JSON.parse(text.replace(/\$\{?(\w+)\}?/g, (whole, name) => (/^[A-Z_]+$/.test(name) ? 'value123456789012' : whole)))

describe("the workshop's task definitions register once their $NAMES are filled", () => {
  test.each(readdirSync(workshop))('%s', (file) => {
    const b = bench()
    const input = filled(readFileSync(workshop + file, 'utf8'))
    const { taskDefinition } = b.ecs.RegisterTaskDefinition(input)
    expect(taskDefinition).toMatchObject({ family: input.family, revision: 1, status: 'ACTIVE' })
    expect(taskDefinition?.compatibilities).toEqual(expect.arrayContaining(['EXTERNAL', 'EC2']))
  })
})

describe('refused', () => {
  const b = bench()
  const refuse = (container: object, more = {}) => expect(() => b.define('f', container, more))
  test.each([
    ['a family of strange letters', {}, { family: 'a b' }, /Family contains invalid characters/],
    ['no containers', {}, { containerDefinitions: [] }, /Container list cannot be empty/],
    ['no memory', { memory: undefined }, {}, /At least one of 'memory' or 'memoryReservation' must be specified/],
    ['nothing essential', { essential: false }, {}, /essential/],
    ['EXTERNAL with awsvpc', {}, { networkMode: 'awsvpc', requiresCompatibilities: ['EXTERNAL'] }, /awsvpc/],
    ['FARGATE without awsvpc', {}, { requiresCompatibilities: ['FARGATE'] }, /Fargate only supports network mode/],
    [
      'another host port under awsvpc',
      { portMappings: [{ containerPort: 80, hostPort: 8080 }] },
      { networkMode: 'awsvpc' },
      /must match/,
    ],
    ['a link nobody answers', { links: ['db'] }, {}, /link/],
    ['a log driver without its group', { logConfiguration: { logDriver: 'awslogs' } }, {}, /awslogs-group/],
  ])('%s', (_, container, more, message) => {
    refuse(container, more).toThrow(
      expect.objectContaining({ name: 'ClientException', message: expect.stringMatching(message) }),
    )
  })

  test('two containers of one name', () => {
    const one = { name: 'a', image: 'nginx', memory: 10 }
    refuse({}, { containerDefinitions: [one, one] }).toThrow(/Duplicate/)
  })
})

describe('Fargate sizes', () => {
  const GB = 1024
  test.each([
    [256, 512, 2 * GB, 512],
    [512, GB, 4 * GB, GB],
    [1024, 2 * GB, 8 * GB, GB],
    [2048, 4 * GB, 16 * GB, GB],
    [4096, 8 * GB, 30 * GB, GB],
    [8192, 16 * GB, 60 * GB, 4 * GB],
    [16384, 32 * GB, 120 * GB, 8 * GB],
    [32768, 60 * GB, 244 * GB, GB],
  ])('%i CPU has from %i to %i MiB', (cpu, least, most, step) => {
    expect(isFargateSize(cpu, least)).toBe(true)
    expect(isFargateSize(cpu, most)).toBe(true)
    expect(isFargateSize(cpu, least - step)).toBe(false)
    expect(isFargateSize(cpu, most + step)).toBe(false)
    expect(isFargateSize(cpu, least + 1)).toBe(false)
  })

  test('are written in two ways', () => {
    expect([parseSize('cpu', '.25 vCPU'), parseSize('memory', '0.5GB'), parseSize('cpu', '1 GB')]).toEqual([
      256,
      512,
      undefined,
    ])
  })

  test('one that does not exist is refused, naming it', () => {
    const b = bench()
    const register = () =>
      b.define('f', {}, { networkMode: 'awsvpc', requiresCompatibilities: ['FARGATE'], cpu: '256', memory: '4096' })
    expect(register).toThrow('No Fargate configuration exists for given values: 256 CPU, 4096 memory.')
  })
})

describe('revisions', () => {
  test('count up, are not used again, and the newest ACTIVE one answers for its family', () => {
    const b = bench()
    b.define('web')
    b.define('web')
    b.ecs.DeregisterTaskDefinition({ taskDefinition: 'web:2' })
    const { taskDefinition } = b.ecs.DescribeTaskDefinition({ taskDefinition: 'web' })
    expect(taskDefinition?.revision).toBe(1)
    expect(b.define('web')).toMatch(/web:3$/)
    expect(b.ecs.ListTaskDefinitions({ familyPrefix: 'web', sort: 'DESC' }).taskDefinitionArns?.[0]).toMatch(/web:3$/)
    expect(b.ecs.ListTaskDefinitions({ status: 'INACTIVE' }).taskDefinitionArns).toHaveLength(1)
    expect(b.ecs.ListTaskDefinitionFamilies({ familyPrefix: 'w' }).families).toEqual(['web'])
  })

  test('one that is deleted stays while a service uses it', () => {
    const b = bench()
    b.host()
    const arn = b.define('web')
    b.ecs.CreateService({
      cluster: 'c',
      serviceName: 's',
      taskDefinition: arn,
      desiredCount: 1,
      launchType: 'EXTERNAL',
    })
    expect(b.ecs.DeleteTaskDefinitions({ taskDefinitions: [arn] }).failures).toHaveLength(1)
    b.ecs.DeregisterTaskDefinition({ taskDefinition: arn })
    expect(b.ecs.DeleteTaskDefinitions({ taskDefinitions: [arn] }).taskDefinitions?.[0]?.status).toBe(
      'DELETE_IN_PROGRESS',
    )
    b.pass(300)
    expect(b.ecs.DescribeTaskDefinition({ taskDefinition: arn }).taskDefinition?.status).toBe('DELETE_IN_PROGRESS')
    b.ecs.DeleteService({ cluster: 'c', service: 's', force: true })
    // An INACTIVE service can be described for an hour, its definition with it
    b.pass(3_800)
    expect(() => b.ecs.DescribeTaskDefinition({ taskDefinition: arn })).toThrow('Unable to describe task definition.')
  })
})
