import { badValue } from './rules'

export interface Block {
  /** The first address, as a number. */
  first: number
  size: number
}

/** `172.31.0.0/20`, whose bits beyond the prefix must be zero in what AWS is given by its owners. */
export function blockOf(cidr: string): Block {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(cidr)?.slice(1).map(Number)
  const [a = 256, b = 0, c = 0, d = 0, bits = 33] = parts ?? []
  if ([a, b, c, d].some((octet) => octet > 255) || bits > 32)
    throw badValue(`Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`)
  const size = 2 ** (32 - bits)
  const address = ((a * 256 + b) * 256 + c) * 256 + d
  return { first: address - (address % size), size }
}

export const written = (address: number): string =>
  [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.')

/** The lowest that nobody has. AWS keeps the first four and the last: https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html */
export function freeAddresses({ first, size }: Block, taken: ReadonlySet<string>, count: number): string[] {
  const out: string[] = []
  for (let at = 4; at < size - 1 && out.length < count; at++) {
    const address = written(first + at)
    if (!taken.has(address)) out.push(address)
  }
  return out
}
