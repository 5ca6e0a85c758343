import { z } from 'zod'
import { type Control, duration } from '../wire/control'
import type { Controlled } from './index'

/** A year: a jump further is a slip of the pen, and would keep the sandbox busy for long. */
const farthest = 366 * 86_400_000

const Change = z
  .strictObject({
    advance: z.union([z.string(), z.number()]).optional(),
    /** World seconds a real second; 3600 is an hour a second. */
    speed: z.number().positive().max(86_400).optional(),
    pause: z.boolean().optional(),
  })
  .refine((change) => Object.values(change).some((value) => value !== undefined), 'Say advance, speed or pause')

export function clock({ worlds, pace }: Controlled): Control[] {
  const shown = () => ({ now: worlds.clock.date().toISOString(), speed: pace.speed, paused: pace.paused })
  return [
    { method: 'GET', path: '/_sandbox/clock', run: shown },
    {
      method: 'POST',
      path: '/_sandbox/clock',
      run: (_params, body) => {
        const { advance, speed, pause } = Change.parse(body)
        const by = advance === undefined ? 0 : duration(advance)
        if (by > farthest) throw new RangeError('The clock jumps by a year at most')
        if (speed !== undefined) pace.speed = speed
        if (pause !== undefined) pace.paused = pause
        worlds.clock.advanceTo(worlds.clock.now() + by)
        return shown()
      },
    },
  ]
}
