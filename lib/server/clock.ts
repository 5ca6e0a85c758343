import { once } from './once'

/**
 * AWS's clock is the fleet's clock: local time plus an offset learnt from the `Date` header of AWS's replies, which
 * also absorbs skew. Facts, ages and expiries go by it; leases, budgets and sessions do not.
 */
class Clock {
  #offset = 0

  /** Epoch milliseconds. */
  now(): number {
    return Date.now() + this.#offset
  }

  date(): Date {
    return new Date(this.now())
  }

  /**
   * Learns from a reply's `Date` header. The header counts whole seconds and took a moment to come, so a difference
   * under two seconds teaches nothing and the clock does not jitter.
   */
  learn(header: string | undefined): void {
    if (!header) return
    const aws = Date.parse(header)
    if (Number.isNaN(aws)) return
    const difference = aws + 500 - this.now()
    if (Math.abs(difference) > 2000) this.#offset += difference
  }
}

export const clock = (): Clock => once('clock', () => new Clock())
