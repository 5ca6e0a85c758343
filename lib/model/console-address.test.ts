import { describe, expect, test } from 'vitest'
import { arnsOf, readConsoleAddress } from './console-address'

const scopes = [
  { account: '123456789012', region: 'us-east-1' },
  { account: '210987654321', region: 'us-east-1' },
  { account: '123456789012', region: 'eu-west-1' },
]
const arns = (text: string) => {
  const read = readConsoleAddress(text)
  return read && 'thing' in read ? arnsOf(read, scopes) : read
}
const ecs = 'https://eu-west-1.console.aws.amazon.com/ecs/v2'

describe('an address of the AWS console', () => {
  test.each([
    [`${ecs}/clusters/quay?region=eu-west-1`, 'cluster/quay'],
    [`${ecs}/clusters/quay/services/orders/health?region=eu-west-1`, 'service/quay/orders'],
    [`${ecs}/clusters/quay/services/orders/tasks/0123abcd/logs`, 'task/quay/0123abcd'],
    [`${ecs}/clusters/quay/tasks/0123abcd/configuration?region=eu-west-1`, 'task/quay/0123abcd'],
    [`${ecs}/clusters/quay/infrastructure/container-instances/0123abcd`, 'container-instance/quay/0123abcd'],
    [`${ecs}/task-definitions/orders/7/containers`, 'task-definition/orders:7'],
    ['https://console.aws.amazon.com/ecs/home?region=eu-west-1#/clusters/quay', 'cluster/quay'],
  ])('%s', (text, resource) => {
    expect(arns(text)).toEqual([`arn:aws:ecs:eu-west-1:123456789012:${resource}`])
  })

  test('may mean one thing in each account of its region', () => {
    expect(arns('https://console.aws.amazon.com/ecs/v2/clusters/quay?region=us-east-1')).toHaveLength(2)
  })

  test('of another service, of no region, of nothing: says so', () => {
    expect(readConsoleAddress('https://console.aws.amazon.com/s3/home')).toHaveProperty('error')
    expect(readConsoleAddress('https://console.aws.amazon.com/ecs/v2/clusters/quay')).toHaveProperty('error')
    expect(readConsoleAddress(`${ecs}/clusters`)).toHaveProperty('error')
  })

  test('of another site is none', () => {
    expect(readConsoleAddress('https://console.aws.amazon.com.example.org/ecs/v2/clusters/quay')).toBeNull()
    expect(readConsoleAddress('javascript:alert(1)')).toBeNull()
    expect(readConsoleAddress('quay')).toBeNull()
  })
})
