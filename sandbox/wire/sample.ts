import type { Member, Shape, Structure } from './shape'

/**
 * A value with every member filled, for the round trip. Structures that hold themselves end at the third time round.
 * Each scalar differs from the last, so that members put in each other's place are seen.
 */
export function sampleOf(structure: Structure): Record<string, unknown> {
  let made = 0
  const inside: string[] = []

  function fill(shape: Structure): Record<string, unknown> {
    const out: Record<string, unknown> = {}
    inside.push(shape.name)
    for (const [name, member] of shape.members) {
      if (deep(member.shape)) continue
      out[name] = value(member)
      if (shape.kind === 'union') break
    }
    inside.pop()
    return out
  }

  function deep(shape: Shape): boolean {
    if (shape.kind === 'list' || shape.kind === 'map') return deep(shape.value.shape)
    return 'members' in shape && inside.filter((name) => name === shape.name).length >= 2
  }

  function value({ shape, words }: Member): unknown {
    made++
    if (words) return [...words][made % words.size]
    switch (shape.kind) {
      case 'string':
        // Characters that each protocol has to escape, and some outside the basic plane.
        return `text-${made} <&"' é 🚢`
      case 'number':
        return made
      case 'boolean':
        return made % 2 === 0
      case 'timestamp':
        return new Date(1_790_000_000_000 + made * 1000)
      case 'blob':
        return new Uint8Array([made % 256, 0, 255])
      case 'document':
        return { depth: made, list: [true, 'a'] }
      case 'list':
        return [value(shape.value), value(shape.value)]
      case 'map': {
        const { key } = shape
        const names = key.words ? [...key.words].slice(0, 2) : [`key-${made}`, `key-${made}-b`]
        return Object.fromEntries(names.map((name) => [name, value(shape.value)]))
      }
      default:
        return fill(shape)
    }
  }
  return fill(structure)
}

/** Whether a structure carries a stream, which has no place in a JSON body. */
export const streams = (structure: Structure): boolean =>
  [...structure.members.values()].some((member: Member) => member.traits.streaming !== undefined)
