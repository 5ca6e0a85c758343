import { describe, expect, it } from 'vitest'
import { endpoints } from '@/lib/api/endpoints'
import { openapi } from '@/lib/api/openapi'
import { policy, whyMayNot } from './policy'

describe('the policy', () => {
  it('lets auditors read everything and write nothing but their own settings', () => {
    for (const [name, { effect, permission }] of endpoints)
      expect(`${name} ${policy.auditor.has(permission)}`).toBe(`${name} ${effect !== 'write'}`)
  })
  it('lets each role do all that the one below it may', () => {
    expect([...policy.operator]).toEqual(expect.arrayContaining([...policy.auditor]))
    expect([...policy.admin]).toEqual(expect.arrayContaining([...policy.operator]))
  })
  it('says which role it takes', () => {
    expect(whyMayNot('auditor', 'task.run')).toMatch(/needs the role operator or admin \(task.run\)/)
    expect(whyMayNot('operator', 'task.run')).toBeNull()
  })
})

describe('the API document', () => {
  it('holds every endpoint once, with its effect', () => {
    const { paths } = openapi()
    const operations = Object.values(paths).flatMap((path) => Object.values(path)) as {
      operationId: string
      'x-effect': string
    }[]
    expect(operations.map((o) => o.operationId).sort()).toEqual(endpoints.map(([name]) => name).sort())
    expect(operations.find((o) => o.operationId === 'checkService')?.['x-effect']).toBe('read')
  })
})
