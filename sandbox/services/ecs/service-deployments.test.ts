import { expect, test } from 'vitest'
import { bench } from '../../world/testing'

const serving = (definition = 'web') => {
  const b = bench()
  b.host()
  b.host()
  b.define('web')
  b.define('broken', { image: 'broken:1' })
  b.ecs.CreateService({
    cluster: 'c',
    serviceName: 'web',
    taskDefinition: definition,
    desiredCount: 2,
    launchType: 'EXTERNAL',
    deploymentConfiguration: { deploymentCircuitBreaker: { enable: true, rollback: true } },
  })
  const list = () => b.ecs.ListServiceDeployments({ cluster: 'c', service: 'web' }).serviceDeployments ?? []
  const newest = () => {
    const arn = list()[0]?.serviceDeploymentArn ?? ''
    return b.ecs.DescribeServiceDeployments({ serviceDeploymentArns: [arn] }).serviceDeployments?.[0]
  }
  const service = () => b.ecs.DescribeServices({ cluster: 'c', services: ['web'] }).services?.[0]
  return { ...b, list, newest, service }
}

test('a service deployment leads from one revision to the next', () => {
  const { ecs, pass, list, newest, service } = serving()
  expect(newest()).toMatchObject({ status: 'IN_PROGRESS', sourceServiceRevisions: [] })
  expect(service()?.currentServiceDeployment).toBe(newest()?.serviceDeploymentArn)
  pass(60)
  expect(newest()).toMatchObject({ status: 'SUCCESSFUL', finishedAt: expect.any(Date) })
  expect(service()?.currentServiceDeployment).toBeUndefined()
  const first = newest()?.targetServiceRevision?.arn ?? ''
  ecs.UpdateService({ cluster: 'c', service: 'web', forceNewDeployment: true })
  pass(120)
  expect(list().map((one) => one.status)).toEqual(['SUCCESSFUL', 'SUCCESSFUL'])
  expect(newest()?.sourceServiceRevisions?.map((one) => one.arn)).toEqual([first])
  expect(newest()?.targetServiceRevision).toMatchObject({ requestedTaskCount: 2, runningTaskCount: 2 })
  const arn = newest()?.targetServiceRevision?.arn ?? ''
  expect(ecs.DescribeServiceRevisions({ serviceRevisionArns: [arn, first] }).serviceRevisions).toMatchObject([
    { serviceRevisionArn: arn, launchType: 'EXTERNAL', taskDefinition: expect.stringContaining('web:1') },
    { serviceRevisionArn: first },
  ])
})

test('a broken image turns the deployment back by itself, and its record says so', () => {
  const { ecs, pass, newest, service } = serving()
  pass(60)
  ecs.UpdateService({ cluster: 'c', service: 'web', taskDefinition: 'broken' })
  pass(600)
  expect(newest()).toMatchObject({
    status: 'ROLLBACK_SUCCESSFUL',
    rollback: { reason: expect.stringContaining('circuit breaker'), serviceRevisionArn: expect.any(String) },
    deploymentCircuitBreaker: { status: 'TRIGGERED', threshold: 3 },
  })
  expect(service()).toMatchObject({ runningCount: 2, taskDefinition: expect.stringContaining('web:1') })
  const said = (service()?.events ?? []).map((event) => event.message ?? '').reverse()
  const at = (words: string) => said.findIndex((message) => message.includes(words))
  const order = ['deployment failed: tasks failed to start', 'rolling back to deployment', 'deployment completed']
  expect(at(order[0] ?? '')).toBeGreaterThan(0)
  expect(at(order[0] ?? '')).toBeLessThan(at(order[1] ?? ''))
  expect(said.slice(at(order[1] ?? '')).some((message) => message.includes(order[2] ?? ''))).toBe(true)
})

test('a deployment that is stopped goes back, or stays where it is', () => {
  for (const stopType of ['ROLLBACK', 'ABORT'] as const) {
    const { ecs, pass, newest, service } = serving()
    pass(60)
    ecs.UpdateService({ cluster: 'c', service: 'web', taskDefinition: 'broken' })
    pass(1)
    const serviceDeploymentArn = newest()?.serviceDeploymentArn
    ecs.StopServiceDeployment({ serviceDeploymentArn, stopType })
    pass(120)
    expect(newest()?.status).toBe(stopType === 'ROLLBACK' ? 'ROLLBACK_SUCCESSFUL' : 'STOPPED')
    expect(service()?.taskDefinition).toContain(stopType === 'ROLLBACK' ? 'web:1' : 'broken:1')
    expect(service()?.runningCount).toBe(2)
    expect(() => ecs.StopServiceDeployment({ serviceDeploymentArn, stopType })).toThrow(/cannot be stopped/)
  }
})

test('what cannot be found, and lists that are too long', () => {
  const { ecs } = serving()
  const arn = (kind: string) => `arn:aws:ecs:us-east-1:123456789012:${kind}/c/web/none`
  expect(ecs.DescribeServiceDeployments({ serviceDeploymentArns: [arn('service-deployment')] }).failures).toMatchObject(
    [{ reason: 'MISSING' }],
  )
  expect(ecs.DescribeServiceRevisions({ serviceRevisionArns: [arn('service-revision')] }).failures).toMatchObject([
    { reason: 'MISSING' },
  ])
  expect(() => ecs.StopServiceDeployment({ serviceDeploymentArn: arn('service-deployment') })).toThrow(/not found/)
  expect(() =>
    ecs.DescribeServiceRevisions({ serviceRevisionArns: Array.from({ length: 21 }, () => arn('x')) }),
  ).toThrow(/more than 20/)
  expect(() => ecs.DescribeServiceDeployments({ serviceDeploymentArns: ['nonsense'] })).toThrow(/Invalid identifier/)
  expect(() => ecs.ListServiceDeployments({ cluster: 'c', service: 'none' })).toThrow(/Service not found/)
})
