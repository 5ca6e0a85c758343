import { performance } from 'node:perf_hooks'

/** A token bucket on monotonic time: what a budget of calls allows now. */
export class Bucket {
  readonly #burst: number
  readonly #perSecond: number
  #left: number
  #at = performance.now()

  constructor(burst: number, perSecond: number) {
    this.#burst = burst
    this.#perSecond = perSecond
    this.#left = burst
  }

  has(tokens: number): boolean {
    const now = performance.now()
    this.#left = Math.min(this.#burst, this.#left + ((now - this.#at) / 1000) * this.#perSecond)
    this.#at = now
    return this.#left >= tokens
  }

  take(tokens: number): void {
    this.#left -= tokens
  }
}
