import type { Clock } from './world/clock'

/** Real milliseconds that one look at the clock may take, so that requests are answered however fast the world runs. */
const budget = 50
/** World milliseconds lived through between two looks at that budget. */
const slice = 1_000
/** Real milliseconds that may be owed: a world too big for its speed runs as fast as it can, and no debt piles up. */
const patience = 5_000

/** How fast the world's time follows real time. */
export class Pace {
  speed = 1
  paused = false
  #begun = { paused: false }
  #last: number | undefined
  #owed = 0

  /** Whether somebody makes the world's time follow real time. */
  get running(): boolean {
    return this.#last !== undefined && !this.paused
  }

  /** How the world runs until it is told otherwise, and again after a reset. */
  begin(how: { paused: boolean }): void {
    this.#begun = how
    this.reset()
  }

  reset(): void {
    this.speed = 1
    this.paused = this.#begun.paused
    this.#owed = 0
  }

  /** Moves the clock by the real time that passed since the last look. @param now a monotonic clock, in milliseconds */
  follow(clock: Clock, now: number, read: () => number = () => performance.now()): void {
    const passed = now - (this.#last ?? now)
    this.#last = now
    if (this.paused) return
    this.#owed = Math.min(this.#owed + passed * this.speed, patience * this.speed)
    const began = read()
    while (this.#owed >= 1 && read() - began < budget) {
      const step = Math.min(slice, Math.floor(this.#owed))
      this.#owed -= step
      clock.advanceTo(clock.now() + step)
    }
  }
}
