import type { Member, Shape, Structure } from './shape'

/**
 * What is wrong with a reply, in the first place found; undefined when nothing is. The compiler sees wrong fields in
 * most places but not additional ones, nor nulls and enum words that come from elsewhere.
 */
export function faultIn(shape: Structure, value: unknown): string | undefined {
  const fault = structure(shape, value)
  return fault && shape.name + fault
}

/** Paths are put together on the way back from a fault only: this runs over every reply. */
function structure(shape: Structure, value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ' is no structure'
  let filled = 0
  for (const name of Object.keys(value)) {
    const item: unknown = Reflect.get(value, name)
    if (item === undefined) continue
    filled++
    const member = shape.members.get(name)
    if (!member) return ` has no member ${name}`
    const fault = check(member, item)
    if (fault) return `.${name}${fault}`
  }
  for (const name of shape.owed) if (Reflect.get(value, name) === undefined) return `.${name} is missing`
  return shape.kind === 'union' && filled !== 1 ? ` is a union with ${filled} members` : undefined
}

function check({ shape, words }: Member, value: unknown): string | undefined {
  if (value === null) return ' is null'
  switch (shape.kind) {
    case 'list': {
      if (!Array.isArray(value)) return ' is no list'
      for (let index = 0; index < value.length; index++) {
        const fault = value[index] === undefined ? ' is missing' : check(shape.value, value[index])
        if (fault) return `[${index}]${fault}`
      }
      return undefined
    }
    case 'map': {
      if (typeof value !== 'object' || Array.isArray(value)) return ' is no map'
      for (const [key, item] of Object.entries(value ?? {})) {
        if (shape.key.words && !shape.key.words.has(key)) return `.${key} is no key of AWS's`
        const fault = item === undefined ? undefined : check(shape.value, item)
        if (fault) return `.${key}${fault}`
      }
      return undefined
    }
    case 'structure':
    case 'union':
    case 'error':
      return structure(shape, value)
    default:
      if (!fits(shape, value)) return ` is not a ${shape.kind}`
      return words && !words.has(value as string) ? ` is '${value}', no word of AWS's` : undefined
  }
}

function fits(shape: Shape, value: unknown): boolean {
  switch (shape.kind) {
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'timestamp':
      return value instanceof Date && !Number.isNaN(value.getTime())
    case 'blob':
      return value instanceof Uint8Array
    case 'document':
      return true
    default:
      return typeof value === shape.kind
  }
}

/** The required members an input leaves out, as paths (`tags.1.member.key`), all of them as AWS lists all of them. */
export function missingIn(shape: Structure, value: Record<string, unknown>, path = ''): string[] {
  const out = shape.required.filter((name) => value[name] === undefined).map((name) => `${path}${name}`)
  for (const [name, item] of Object.entries(value)) {
    const member = shape.members.get(name)
    if (member) out.push(...missingBelow(member.shape, item, `${path}${name}`))
  }
  return out
}

function missingBelow(shape: Shape, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return []
  if ('members' in shape) return missingIn(shape, value as Record<string, unknown>, `${path}.`)
  if (shape.kind === 'list' && Array.isArray(value))
    return value.flatMap((item: unknown, index) => missingBelow(shape.value.shape, item, `${path}.${index + 1}.member`))
  if (shape.kind === 'map')
    return Object.entries(value).flatMap(([key, item]) =>
      missingBelow(shape.value.shape, item, `${path}.${key}.member`),
    )
  return []
}

/** A text of an input where AWS has other words. */
export interface UnknownWord {
  /** `tags.1.member.key` */
  path: string
  value: string
  words: readonly string[]
}

/** The first text of an input that is none of the words its member may hold. */
export function unknownWordIn(shape: Structure, value: object, path = ''): UnknownWord | undefined {
  for (const [name, item] of Object.entries(value)) {
    const member = shape.members.get(name)
    const found = member && unknownWord(member, item, `${path}${name}`)
    if (found) return found
  }
  return undefined
}

function unknownWord({ shape, words }: Member, value: unknown, path: string): UnknownWord | undefined {
  if (typeof value === 'string') return words && !words.has(value) ? { path, value, words: [...words] } : undefined
  if (typeof value !== 'object' || value === null) return undefined
  if ('members' in shape) return unknownWordIn(shape, value, `${path}.`)
  if (shape.kind === 'list' && Array.isArray(value))
    for (const [index, item] of value.entries()) {
      const found = unknownWord(shape.value, item, `${path}.${index + 1}.member`)
      if (found) return found
    }
  return undefined
}
