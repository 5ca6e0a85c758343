import type { Faults } from '../faults'
import type { Pace } from '../pace'
import type { Throttle } from '../throttle'
import type { CallLog } from '../wire/calls'
import type { Control } from '../wire/control'
import type { Worlds } from '../world/worlds'
import { clock } from './clock'
import { hosts } from './hosts'
import { provoked } from './provoked'
import { reset } from './reset'
import { settings } from './settings'
import { tasks } from './tasks'

/** What the control paths may touch. */
export interface Controlled {
  /** The name of the seed last planted. */
  seed: string
  worlds: Worlds
  calls: CallLog
  faults: Faults
  pace: Pace
  throttle: Throttle
}

/** Every control path, in the order of docs/sandbox.md. */
export const controlsOf = (sandbox: Controlled): Control[] => [
  ...reset(sandbox),
  ...clock(sandbox),
  ...hosts(sandbox),
  ...tasks(sandbox),
  ...settings(sandbox),
  ...provoked(sandbox),
  { method: 'GET', path: '/_sandbox/calls', run: () => ({ calls: sandbox.calls.list() }) },
  { method: 'DELETE', path: '/_sandbox/calls', run: () => sandbox.calls.clear() },
]
