import { z } from 'zod'
import type { Control } from '../wire/control'
import { flap } from '../world/flaps'
import type { Controlled } from './index'

/** A second of world time: about what AWS takes until what was made is seen by everybody. */
const LAG = 1_000
const Asked = z.strictObject({
  lag: z.boolean().optional(),
  flaps: z.boolean().optional(),
  throttle: z.boolean().optional(),
  latencyMs: z.int().min(0).max(60_000).optional(),
})

/** Reads that lag behind writes, agents that flap, throttling, a long line: off unless they are asked for. */
export const settings = ({ worlds, throttle: buckets }: Controlled): Control[] => [
  { method: 'GET', path: '/_sandbox/settings', run: () => worlds.settings },
  {
    method: 'POST',
    path: '/_sandbox/settings',
    run: (_params, body) => {
      const { lag, flaps, throttle, latencyMs } = Asked.parse(body)
      if (lag !== undefined) worlds.settings.lag = lag ? LAG : 0
      if (flaps !== undefined) worlds.settings.flaps = flaps
      if (latencyMs !== undefined) worlds.settings.latencyMs = latencyMs
      if (throttle !== undefined) {
        worlds.settings.throttle = throttle
        buckets.forget()
      }
      if (worlds.settings.flaps) for (const region of worlds.all()) flap(region)
      return worlds.settings
    },
  },
]
