import { describe, expect, it } from 'vitest'
import { awsCommand } from './aws-call'
import { whyStuck } from './deploy-check'
import { healthOf } from './health'
import { linuxInstall, windowsInstall } from './install-command'
import { zone } from './place'
import { siteIn, stateOfService } from './service'
import { shellWord } from './shell'
import { stateOf } from './task'

describe('health is a 2×2 of the ECS agent and SSM', () => {
  const node = {
    id: 'mi-1',
    name: null,
    activation: null,
    platform: null,
    address: null,
    agentVersion: null,
    registeredAt: null,
  }
  const host = { status: 'ACTIVE', capacity: 'external' as const }
  it.each([
    [true, 'Online', 'ok'],
    [true, 'ConnectionLost', 'ssm-down'],
    [false, 'Online', 'agent-down'],
    [false, 'ConnectionLost', 'offline'],
    [true, null, 'unknown'],
  ] as const)('connected %s, ping %s: %s', (connected, ping, expected) => {
    expect(healthOf({ ...host, connected, node: ping ? { ...node, ping } : null })).toBe(expected)
  })
  it('asks nothing of SSM on EC2', () => {
    expect(healthOf({ status: 'ACTIVE', capacity: 'ec2', connected: true, node: null })).toBe('ok')
  })
})

describe('a task', () => {
  const task = {
    status: 'RUNNING',
    desired: 'RUNNING',
    connectivity: 'CONNECTED',
    stopCode: null,
    containers: [],
    hostConnected: true,
  }
  const container = {
    name: 'a',
    image: null,
    digest: null,
    status: 'STOPPED',
    health: null,
    exitCode: 1,
    reason: null,
    ports: [],
  }
  it('on a host ECS does not hear is assumed running, never running', () => {
    expect(stateOf(task)).toBe('running')
    expect(stateOf({ ...task, connectivity: 'DISCONNECTED' })).toBe('assumed')
    expect(stateOf({ ...task, hostConnected: false })).toBe('assumed')
  })
  it('failed only when nobody asked it to stop', () => {
    const stopped = { ...task, status: 'STOPPED', containers: [container] }
    expect(stateOf({ ...stopped, stopCode: 'EssentialContainerExited' })).toBe('failed')
    expect(stateOf({ ...stopped, stopCode: 'UserInitiated' })).toBe('stopped')
    expect(stateOf({ ...stopped, containers: [], stopCode: 'TaskFailedToStart' })).toBe('failed')
  })
})

describe('a rolling deployment', () => {
  const one = { desired: 1, minPercent: 100, maxPercent: 200, staticPorts: [8080], hosts: 1 }
  it('hangs with a static port, one host and 100/200', () => expect(whyStuck(one)).toMatch(/host port 8080/))
  it('goes on with another host, a dynamic port, 0/100, or on Fargate', () => {
    expect(whyStuck({ ...one, hosts: 2 })).toBeNull()
    expect(whyStuck({ ...one, staticPorts: [] })).toBeNull()
    expect(whyStuck({ ...one, minPercent: 0, maxPercent: 100 })).toBeNull()
    expect(whyStuck({ ...one, hosts: null })).toBeNull()
  })
  it('hangs where neither percent leaves room, since the minimum is rounded up and the maximum down', () => {
    expect(whyStuck({ desired: 3, minPercent: 90, maxPercent: 110, staticPorts: [], hosts: null })).toMatch(
      /cannot begin/,
    )
  })
})

describe('a service', () => {
  const service = { status: 'ACTIVE', desired: 2, running: 2, pending: 0, deployments: [], problem: null }
  it('is steady, short or stuck', () => {
    expect(stateOfService(service)).toBe('steady')
    expect(stateOfService({ ...service, running: 1 })).toBe('short')
    expect(stateOfService({ ...service, running: 1, problem: 'unable to place a task' })).toBe('stuck')
    expect(stateOfService({ ...service, running: 1, pending: 1 })).toBe('deploying')
    expect(stateOfService({ ...service, desired: 0, running: 0 })).toBe('stopped')
    expect(stateOfService({ ...service, status: 'DRAINING' })).toBe('deleting')
  })
  it('is held to a site by one constraint', () => {
    const held = (expression: string) => siteIn([{ type: 'memberOf', expression }])
    expect(held('attribute:site == berlin')).toBe('berlin')
    expect(held("attribute:site=='berlin'")).toBe('berlin')
    expect(held('attribute:site in [berlin, oslo]')).toBeNull()
  })
})

describe('zones tell their kind by their name', () => {
  it.each([
    ['us-east-1a', 'zone'],
    ['us-east-1-bos-1a', 'local-zone'],
    ['us-east-1-wl1-bos-wlz-1', 'wavelength'],
    [undefined, 'unknown'],
  ] as const)('%s: %s', (name, kind) => expect(zone(name).kind).toBe(kind))
})

describe('what a shell will read', () => {
  it('is one word, whatever it holds', () => {
    expect(shellWord(`a'; rm -rf / #`)).toBe(`'a'\\''; rm -rf / #'`)
    expect(shellWord('')).toBe("''")
  })
  it('install commands quote what AWS and people put in', () => {
    const of = {
      region: 'us-east-1',
      cluster: 'a',
      activationId: 'id',
      activationCode: 'c$(x)',
      site: "o'slo",
      gpu: true,
    }
    expect(linuxInstall(of)).toContain(`--activation-code 'c$(x)' --enable-gpu`)
    expect(linuxInstall(of)).toContain(`'ECS_INSTANCE_ATTRIBUTES={"site":"o'\\''slo"}'`)
    expect(windowsInstall(of)).toContain(`-ActivationCode 'c$(x)'`)
    expect(windowsInstall(of)).toContain(`'{"site":"o''slo"}'`)
  })
  it('shows a call as an aws command', () => {
    expect(awsCommand({ service: 'ecs', action: 'RunTask', region: 'us-east-1', input: { cluster: "it's" } })).toBe(
      `aws ecs run-task --region us-east-1 --cli-input-json '{"cluster":"it'\\''s"}'`,
    )
  })
})
