import { describe, expect, it } from 'vitest'
import { failureAdvice, stopText, whatNext } from './failures'

describe('a failure of RunTask', () => {
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
  it.each([
    ['RESOURCE:CPU', /CPU/],
    ['RESOURCE:MEMORY', /memory/],
    ['RESOURCE:PORTS', /port/],
    ['RESOURCE:PORTS:8080', /port/],
    ['RESOURCE:GPU', /GPU/],
    ['RESOURCE:ENI', /interface/],
    ['RESOURCE:DISK', /resource/],
    ['AGENT', /not connected/],
    ['ATTRIBUTE', /attribute/],
    ['LOCATION', /Availability Zone/],
    ['INACTIVE', /draining/],
    ['MISSING', /does not know/],
    ['MemberOf placement constraint unsatisfied.', /site/],
    ['DistinctInstance placement constraint unsatisfied.', /host of its own/],
    ['EMPTY CAPACITY PROVIDER', /no active host/],
    ['Capacity is unavailable at this time. Please try again later or in a different availability zone', /Fargate/],
  ])('%s is explained', (reason, meaning) => {
    const advice = failureAdvice(reason)
    expect(advice.meaning).toMatch(meaning)
    expect(advice.next.length).toBeGreaterThan(10)
  })
  it('a reason nobody has heard of is said to be so', () => {
    expect(failureAdvice('FLUX').meaning).toMatch(/without more/)
    expect(failureAdvice('RESOURCEFUL')).toEqual(failureAdvice('FLUX'))
  })
})

const container = {
  name: 'web',
  image: null,
  digest: null,
  status: 'STOPPED',
  health: null,
  exitCode: null,
  reason: null,
  ports: [],
}
const task = {
  state: 'failed' as const,
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  containers: [container],
}

describe('a stopped task', () => {
  it('says nothing of a stop while it runs', () => {
    expect(stopText({ ...task, state: 'running' })).toBeNull()
    expect(stopText({ ...task, state: 'assumed' })).toBeNull()
  })
  it('names the error AWS names', () => {
    const pull = { ...container, reason: 'CannotPullContainerError: Error response from daemon: pull access denied' }
    const failed = { ...task, stopCode: 'TaskFailedToStart', containers: [pull] }
    expect(stopText(failed)).toBe('CannotPullContainerError')
    expect(whatNext(failed)).toMatch(/execution role may pull/)
  })
  it('names the exit code, and what it means', () => {
    const killed = { ...task, containers: [container, { ...container, name: 'api', exitCode: 137 }] }
    expect(stopText(killed)).toBe('api exited with 137')
    expect(whatNext(killed)).toMatch(/SIGKILL/)
    expect(whatNext({ ...task, containers: [{ ...container, exitCode: 3 }] })).toMatch(/Exit 3 is the program/)
  })
  it('puts the cause before the exit code', () => {
    const oom = { ...container, exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }
    expect(stopText({ ...task, containers: [oom] })).toBe('OutOfMemoryError')
    expect(whatNext({ ...task, containers: [oom] })).toMatch(/more memory than its limit/)
  })
  it('gives a person’s own words, and never nothing', () => {
    const asked = { ...task, state: 'stopped' as const, stopCode: 'UserInitiated', stoppedReason: 'moving to oslo' }
    expect(stopText(asked)).toBe('moving to oslo')
    expect(stopText({ ...asked, stopCode: 'ServiceSchedulerInitiated' })).toBe('Stopped by its service')
    expect(stopText({ ...asked, stopCode: null, stoppedReason: null })).toBe('AWS gives no reason')
    expect(stopText({ ...task, state: 'stopped', containers: [{ ...container, exitCode: 0 }] })).toBe(
      'Ended by itself, exit 0',
    )
  })
})
