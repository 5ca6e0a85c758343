import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP's password storage cheat sheet: scrypt with N = 2^17, r = 8, p = 1, which takes 128 MiB.
const cost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }
const length = 32

const derive = (password: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, length, cost, (error, key) => (error ? reject(error) : resolve(key)))
  })

/** `scrypt$<salt>$<key>`, both base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `scrypt$${salt.toString('base64')}$${(await derive(password, salt)).toString('base64')}`
}

/** Takes the same time whether or not there is such a person: without a stored password it derives one all the same. */
export async function checkPassword(password: string, stored: string | null): Promise<boolean> {
  const [, salt = '', key = ''] = (stored ?? '').split('$')
  const expected = Buffer.from(key, 'base64')
  const derived = await derive(password, salt ? Buffer.from(salt, 'base64') : Buffer.alloc(16))
  return expected.length === length && timingSafeEqual(derived, expected)
}
