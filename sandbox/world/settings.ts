/** How the world behaves where AWS itself is not always the same; asked for by `POST /_sandbox/settings`. */
export interface Settings {
  /** Milliseconds for which reads do not show a task that was just made. */
  lag: number
  /** Agents of external hosts lose their line for a moment several times an hour. */
  flaps: boolean
  /** Calls are refused where an account makes more of them than AWS takes. */
  throttle: boolean
  /** Real milliseconds by which every reply to an AWS client is late. */
  latencyMs: number
}

export const usualSettings = (): Settings => ({ lag: 0, flaps: false, throttle: false, latencyMs: 0 })
