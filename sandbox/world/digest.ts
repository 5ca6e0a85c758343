import { createHash } from 'node:crypto'
import type { Worlds } from './worlds'

/**
 * What the state of all accounts and regions comes to, as SHA-256: the same seed and the same calls at the same times
 * give the same digest. What is still going to happen is not in it, nor who called.
 */
export function digestOf(worlds: Worlds): string {
  const hash = createHash('sha256').update(String(worlds.clock.now()))
  for (const { clock: _clock, random: _random, ...region } of worlds.all())
    for (const [name, part] of Object.entries(region)) {
      hash.update(`\n${name} `)
      digest(part, (text) => hash.update(text))
    }
  return hash.digest('hex')
}

/** Entry by entry: the state of a big fleet as one text would be longer than a string may be. */
function digest(value: unknown, update: (text: string) => void): void {
  if (value instanceof Map)
    for (const [key, item] of value) {
      update(`${JSON.stringify(key)}:`)
      digest(item, update)
    }
  else if (value instanceof Set) for (const item of value) digest(item, update)
  else if (typeof value !== 'object' || value === null || value instanceof Date) update(`${JSON.stringify(value)},`)
  else if (Array.isArray(value)) for (const item of value) digest(item, update)
  else
    for (const [key, item] of Object.entries(value)) {
      if (item === undefined) continue
      update(`${key}=`)
      digest(item, update)
    }
  update(';')
}
