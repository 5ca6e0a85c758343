interface Entry {
  at: number
  order: number
  run: () => void
  off: boolean
}

const before = (a: Entry, b: Entry) => a.at < b.at || (a.at === b.at && a.order < b.order)

/**
 * The world's clock and its agenda. Everything that happens by itself (a task starting, an agent reconnecting) is an
 * entry of the agenda, run in the order of its time and then of its making, so that the same seed and the same calls
 * give the same world whether time runs or jumps.
 */
export class Clock {
  #now: number
  #made = 0
  /** A binary heap: a big fleet has tens of thousands of entries at once. Entries called off stay until their turn. */
  readonly #agenda: Entry[] = []

  /** @param now epoch milliseconds */
  constructor(now: number) {
    this.#now = now
  }

  /** Epoch milliseconds of the world. */
  now(): number {
    return this.#now
  }

  date(): Date {
    return new Date(this.#now)
  }

  /** Sets a clock that nothing waits on to another time, the past included: how a seed is given a history. */
  startAt(now: number): void {
    if (this.#agenda.some((entry) => !entry.off))
      throw new RangeError('The clock has entries waiting; it cannot be set')
    this.#agenda.length = 0
    this.#now = now
  }

  /** Runs `run` once, `delay` milliseconds of world time from now. Returns how to call it off. */
  after(delay: number, run: () => void): () => void {
    const entry: Entry = { at: this.#now + Math.max(0, delay), order: this.#made++, run, off: false }
    this.#push(entry)
    return () => {
      entry.off = true
    }
  }

  /** Lives through everything due up to `until` (epoch milliseconds), each entry at its own moment. */
  advanceTo(until: number): void {
    for (let next = this.#agenda[0]; next && next.at <= until; next = this.#agenda[0]) {
      this.#pop()
      if (next.off) continue
      this.#now = Math.max(this.#now, next.at)
      next.run()
    }
    this.#now = Math.max(this.#now, until)
  }

  #push(entry: Entry): void {
    const heap = this.#agenda
    let at = heap.length
    while (at > 0) {
      const above = (at - 1) >> 1
      const parent = heap[above]
      if (!parent || !before(entry, parent)) break
      heap[at] = parent
      at = above
    }
    heap[at] = entry
  }

  #pop(): void {
    const heap = this.#agenda
    const last = heap.pop()
    if (!last || heap.length === 0) return
    let at = 0
    for (;;) {
      const left = heap[2 * at + 1]
      if (!left) break
      const right = heap[2 * at + 2]
      const child = right && before(right, left) ? right : left
      if (!before(child, last)) break
      heap[at] = child
      at = child === left ? 2 * at + 1 : 2 * at + 2
    }
    heap[at] = last
  }
}
