import type { Caller } from './handlers'

/** How often a principal called an action, and what came of it. */
export interface CallCount {
  action: string
  principal: string
  account: string
  region: string
  sourceIdentity?: string
  count: number
  /** Of `count`, those that failed, by error. */
  errors: Record<string, number>
}

/** Counts every call; what a test or an operator asks to learn who did what. */
export class CallLog {
  readonly #counts = new Map<string, CallCount>()

  record(action: string, caller: Caller, error?: string): void {
    const { principal, account, region, sourceIdentity } = caller
    const key = JSON.stringify([action, principal, region, sourceIdentity])
    let entry = this.#counts.get(key)
    if (!entry) {
      entry = { action, principal, account, region, ...(sourceIdentity && { sourceIdentity }), count: 0, errors: {} }
      this.#counts.set(key, entry)
    }
    entry.count++
    if (error) entry.errors[error] = (entry.errors[error] ?? 0) + 1
  }

  list(): CallCount[] {
    return [...this.#counts.values()]
  }

  clear(): void {
    this.#counts.clear()
  }
}
