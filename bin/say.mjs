/** A way a command ends that a person can act on: printed as it is, without a stack. */
export class Stop extends Error {}

export const say = (line = '') => process.stdout.write(`${line}\n`)
export const warn = (line) => process.stderr.write(`${line}\n`)
