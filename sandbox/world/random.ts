/** A small deterministic generator (mulberry32), so that a seed always makes the same world. */
export class Random {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** A number in [0, 1). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let t = this.#state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number in [0, below). */
  below(below: number): number {
    return Math.floor(this.next() * below)
  }

  /** `length` lower-case hexadecimal digits, as AWS's ids are. */
  hex(length: number): string {
    let out = ''
    while (out.length < length) out += (this.next() * 4294967296).toString(16).padStart(8, '0')
    return out.slice(0, length)
  }

  /** A version-4 UUID. */
  uuid(): string {
    const h = this.hex(32)
    return `${h.slice(0, 8)}-${h.slice(8, 12)}-4${h.slice(13, 16)}-${'89ab'[this.below(4)]}${h.slice(17, 20)}-${h.slice(20)}`
  }
}
