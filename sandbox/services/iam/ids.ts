const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** An id of IAM from what it stands for, so that it is the same in every world: `AROA` and 17 letters. */
export function iamId(prefix: string, text: string): string {
  let out = ''
  let h = 7
  for (let i = 0; out.length < 17; i++) {
    h = (Math.imul(h, 31) + text.charCodeAt(i % Math.max(1, text.length)) + i) >>> 0
    out += letters.charAt((h >>> 7) % 32)
  }
  return prefix + out
}

/** A role that is assumed need not have been made, so its id comes from its name alone. */
export const roleId = (account: string, name: string) => iamId('AROA', `${account}/${name}`)
