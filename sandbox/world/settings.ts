/** How the world behaves where AWS itself is not always the same; asked for by `POST /_sandbox/settings`. */
export interface Settings {
  /** Milliseconds for which reads do not show a task that was just made. */
  lag: number
  /** Agents of external hosts lose their line for a moment several times an hour. */
  flaps: boolean
}

export const usualSettings = (): Settings => ({ lag: 0, flaps: false })
