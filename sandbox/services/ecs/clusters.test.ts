import { describe, expect, test } from 'vitest'
import { bench } from '../../world/testing'

describe('clusters', () => {
  test('one that exists is answered, not made again', () => {
    const b = bench()
    const again = b.ecs.CreateCluster({ clusterName: 'c', tags: [{ key: 'a', value: 'b' }] })
    expect(again.cluster).toMatchObject({ clusterName: 'c', status: 'ACTIVE', tags: [] })
    expect(() => b.ecs.CreateCluster({ clusterName: 'no spaces' })).toThrow('Invalid cluster name.')
    expect(b.ecs.DescribeClusters({ clusters: ['c', 'd'] }).failures).toEqual([
      { arn: 'arn:aws:ecs:us-east-1:123456789012:cluster/d', reason: 'MISSING' },
    ])
  })

  test('one in use cannot be deleted, and AWS says by what', () => {
    const b = bench()
    const host = b.host()
    const remove = () => b.ecs.DeleteCluster({ cluster: 'c' })
    const named = (name: string) => expect.objectContaining({ name })
    expect(remove).toThrow(named('ClusterContainsContainerInstancesException'))
    b.ecs.CreateService({
      cluster: 'c',
      serviceName: 's',
      taskDefinition: b.define('w'),
      desiredCount: 1,
      launchType: 'EXTERNAL',
    })
    b.pass(10)
    const deregister = (force: boolean) =>
      b.ecs.DeregisterContainerInstance({ cluster: 'c', containerInstance: host.id, force })
    expect(() => deregister(false)).toThrow('Found running tasks on the instance.')
    expect(deregister(true).containerInstance?.status).toBe('INACTIVE')
    expect(remove).toThrow(named('ClusterContainsServicesException'))
    b.ecs.DeleteService({ cluster: 'c', service: 's', force: true })
    b.pass(10)
    expect(remove().cluster?.status).toBe('INACTIVE')
    expect(b.ecs.ListClusters({}).clusterArns).toEqual([])
  })

  test('lists are paged, and a token that was not given is refused', () => {
    const b = bench()
    for (let i = 0; i < 5; i++) b.ecs.CreateCluster({ clusterName: `n${i}` })
    const first = b.ecs.ListClusters({ maxResults: 4 })
    const rest = b.ecs.ListClusters({ maxResults: 4, nextToken: first.nextToken })
    expect([...(first.clusterArns ?? []), ...(rest.clusterArns ?? [])]).toHaveLength(6)
    expect(rest.nextToken).toBeUndefined()
    expect(() => b.ecs.ListClusters({ nextToken: 'x' })).toThrow(
      expect.objectContaining({ name: 'InvalidParameterException' }),
    )
  })

  test('another account’s ARN is refused', () => {
    const b = bench()
    expect(() => b.ecs.ListTasks({ cluster: 'arn:aws:ecs:us-east-1:999999999999:cluster/c' })).toThrow(
      /Identifier is for 999999999999/,
    )
  })

  test('hosts have attributes and tags that can be changed, and a version that counts it', () => {
    const b = bench()
    const host = b.host()
    const version = host.version
    b.ecs.PutAttributes({ cluster: 'c', attributes: [{ name: 'rack', value: '7', targetId: host.arn }] })
    expect(host.version).toBe(version + 1)
    expect(b.ecs.ListContainerInstances({ cluster: 'c', filter: 'attribute:rack == 7' }).containerInstanceArns).toEqual(
      [host.arn],
    )
    expect(
      b.ecs.ListAttributes({ cluster: 'c', targetType: 'container-instance', attributeName: 'rack' }).attributes,
    ).toHaveLength(1)
    b.ecs.DeleteAttributes({ cluster: 'c', attributes: [{ name: 'rack', targetId: host.arn }] })
    expect(
      b.ecs.ListContainerInstances({ cluster: 'c', filter: 'attribute:rack exists' }).containerInstanceArns,
    ).toEqual([])
    b.ecs.TagResource({ resourceArn: host.arn, tags: [{ key: 'Name', value: 'pi' }] })
    expect(b.ecs.ListTagsForResource({ resourceArn: host.arn }).tags).toEqual([{ key: 'Name', value: 'pi' }])
    b.ecs.UntagResource({ resourceArn: host.arn, tagKeys: ['Name'] })
    expect(b.ecs.ListTagsForResource({ resourceArn: host.arn }).tags).toEqual([])
  })
})
