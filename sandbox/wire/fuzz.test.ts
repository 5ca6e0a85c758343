import { expect, test } from 'vitest'
import { access } from '../access/guard'
import { Faults } from '../faults'
import { plant } from '../seeds'
import { mounts } from '../server'
import { Throttle } from '../throttle'
import { Worlds } from '../world/worlds'
import { type Session, tokenOf } from './caller'
import { type Call, createCore, type Reply } from './core'
import { Fuzz, formOf, namesIn } from './fuzz'
import { type Mount, modelFor } from './mount'
import { randomPolicy } from './random-policy'
import type { Operation } from './shape'

/** How often each operation is called. FUZZ_ROUNDS=300 makes 100,000 requests of it. */
const rounds = Number(process.env.FUZZ_ROUNDS ?? 40)

/** By service. */
const likely: Record<string, Record<string, string>> = {
  'application-autoscaling': {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/quay/nginx',
    ScalableDimension: 'ecs:service:DesiredCount',
    Schedule: 'rate(1 minute)',
  },
  iam: {
    RoleName: 'ecsAnywhereRole',
    PolicyName: 'p',
    PolicyDocument: '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"ecs:*","Resource":"*"}}',
    AssumeRolePolicyDocument:
      '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":"ssm.amazonaws.com"}}}',
  },
  monitoring: { Namespace: 'AWS/ECS', MetricName: 'CPUUtilization', Statistic: 'Average', AlarmName: 'a' },
  sqs: { QueueUrl: 'http://127.0.0.1:4510/123456789012/quayside-events', QueueName: 'orders' },
}

function world(guards: readonly ((call: Call) => void | Promise<void>)[] = []) {
  const worlds = new Worlds(1, Date.parse('2026-11-24T12:00:00Z'))
  plant('small', worlds)
  const mistakes = new Map<string, string>()
  const core = createCore({
    mounts,
    regionOf: (account, region) => worlds.get(account, region),
    guards,
    now: () => worlds.clock.now(),
    onMistake: (action, error) => mistakes.set(action, error instanceof Error ? (error.stack ?? '') : String(error)),
  })
  /** How many requests there were of each status. */
  const answers = new Map<number, number>()
  const send = async (mount: Mount, headers: Record<string, string>, body: string): Promise<Reply> => {
    const reply = await core({
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {
        authorization: `AWS4-HMAC-SHA256 Credential=123456789012/20261124/us-east-1/${mount.signingName}/aws4_request`,
        ...headers,
      },
      body: Buffer.from(body),
      // Nobody is there to wait for a message.
      signal: AbortSignal.abort(),
    })
    answers.set(reply.status, (answers.get(reply.status) ?? 0) + 1)
    return reply
  }
  const unharmed = () => {
    expect(Object.fromEntries(mistakes)).toEqual({})
    expect([...answers.keys()].filter((status) => status >= 500)).toEqual([])
  }
  return { worlds, send, answers, unharmed }
}

async function offeredOf(mount: Mount): Promise<Operation[]> {
  const { operations } = await modelFor(mount)
  return [...operations.values()].filter(({ name }) => Object.hasOwn(mount.handlers, name))
}

/** A request of an operation: its headers and its body. */
function requestOf(
  fuzz: Fuzz,
  mount: Mount,
  inQuery: boolean,
  { name, input }: Operation,
): [headers: Record<string, string>, body: string] {
  const value = fuzz.structure(input)
  if (!inQuery || !mount.query) return [{ 'x-amz-target': `${mount.json?.target}.${name}` }, JSON.stringify(value)]
  const form = formOf(fuzz, input, value, mount.query.flavour)
  const body = `Action=${name}&Version=${mount.query.version}&${form}`
  return [{ 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }, body]
}

const tried = mounts.flatMap((mount) => [
  ...(mount.json ? [[mount.signingName, mount, false] as const] : []),
  ...(mount.query ? [[`${mount.signingName} in Query`, mount, true] as const] : []),
])

test.for(tried)('nothing that %s can be sent breaks it', { timeout: 60_000 }, async ([, mount, inQuery]) => {
  const { worlds, send, answers, unharmed } = world()
  const offered = await offeredOf(mount)
  const fuzz = new Fuzz(namesIn(worlds), likely[mount.signingName])
  for (let round = 0; round < rounds; round++) {
    for (const operation of offered) await send(mount, ...requestOf(fuzz, mount, inQuery, operation))
    worlds.clock.advanceTo(worlds.clock.now() + 5_000)
  }
  unharmed()
  // Were all refused at the door, nothing would have been tried.
  expect(answers.get(200)).toBeGreaterThan(offered.length)
})

test('whatever policies say and sessions carry, each call is allowed or refused', { timeout: 60_000 }, async () => {
  const faults = new Faults(() => Promise.resolve())
  const throttle = new Throttle(() => false)
  const { worlds, send, answers, unharmed } = world([faults.guard, throttle.guard, access])
  const fuzz = new Fuzz(namesIn(worlds))
  const iam = mounts.find(({ signingName }) => signingName === 'iam')
  if (!iam?.query) throw new Error('IAM is offered in Query')
  const { version } = iam.query
  const asIam = (Action: string, more: Record<string, string>) =>
    send(
      iam,
      { 'content-type': 'application/x-www-form-urlencoded' },
      `${new URLSearchParams({ Action, Version: version, ...more })}`,
    )
  const roles = ['one', 'two', 'three']
  const AssumeRolePolicyDocument = likely.iam?.AssumeRolePolicyDocument ?? ''
  const met = { allowed: 0, denied: 0, throttled: 0 }
  for (let round = 0; round < Math.ceil(rounds / 4); round++) {
    worlds.settings.throttle = round % 4 === 3
    for (const RoleName of roles) {
      // A session's calls may have deleted it.
      await asIam('CreateRole', { RoleName, AssumeRolePolicyDocument })
      for (const PolicyName of ['p', 'q']) {
        const put = await asIam('PutRolePolicy', { RoleName, PolicyName, PolicyDocument: randomPolicy(fuzz) })
        expect(put.status, put.body).toBe(200)
      }
    }
    for (const mount of mounts) {
      if (mount.restXml) continue
      for (const operation of await offeredOf(mount)) {
        const session: Session = {
          account: '123456789012',
          principal: `arn:aws:sts::123456789012:assumed-role/${fuzz.pick(roles)}/${fuzz.pick(['ann', '*', '__proto__'])}`,
          tags: { team: fuzz.text(), ['__proto__']: fuzz.text() },
          ...(fuzz.chance(4) && { sourceIdentity: fuzz.text() }),
          ...(fuzz.chance(4) && { policies: [randomPolicy(fuzz)] }),
          ...(fuzz.chance(20) && { expires: worlds.clock.now() - 1 }),
        }
        const inQuery = mount.query !== undefined && (!mount.json || fuzz.chance(2))
        const [headers, body] = requestOf(fuzz, mount, inQuery, operation)
        const reply = await send(mount, { ...headers, 'x-amz-security-token': tokenOf(session) }, body)
        if (reply.status === 200) met.allowed++
        else if (/AccessDenied|UnauthorizedOperation/.test(reply.body)) met.denied++
        else if (reply.body.includes('Throttling')) met.throttled++
      }
    }
    worlds.clock.advanceTo(worlds.clock.now() + 5_000)
  }
  unharmed()
  expect(answers.size).toBeGreaterThan(1)
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(rounds / 10)
})
