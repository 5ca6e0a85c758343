import { expect, it } from 'vitest'
import { checkPassword, hashPassword } from './password'

it('takes the password it was made of, and no other', async () => {
  const stored = await hashPassword('correct horse battery')
  expect(await checkPassword('correct horse battery', stored)).toBe(true)
  expect(await checkPassword('correct horse batterz', stored)).toBe(false)
  expect(await checkPassword('anything', null)).toBe(false)
  expect(await checkPassword('', 'nonsense')).toBe(false)
  expect(await hashPassword('correct horse battery')).not.toBe(stored)
})
