import { z } from 'zod'
import type { Control } from '../wire/control'
import { flap } from '../world/flaps'
import type { Controlled } from './index'

/** A second of world time: about what AWS takes until what was made is seen by everybody. */
const LAG = 1_000
const Asked = z.strictObject({ lag: z.boolean().optional(), flaps: z.boolean().optional() })

/** Reads that lag behind writes, agents that flap: off unless they are asked for. */
export const settings = ({ worlds }: Controlled): Control[] => [
  { method: 'GET', path: '/_sandbox/settings', run: () => worlds.settings },
  {
    method: 'POST',
    path: '/_sandbox/settings',
    run: (_params, body) => {
      const { lag, flaps } = Asked.parse(body)
      if (lag !== undefined) worlds.settings.lag = lag ? LAG : 0
      if (flaps !== undefined) worlds.settings.flaps = flaps
      if (worlds.settings.flaps) for (const region of worlds.all()) flap(region)
      return worlds.settings
    },
  },
]
