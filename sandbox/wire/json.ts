import { AwsError } from './errors'
import type { Member, Shape, Structure } from './shape'

/**
 * JSON 1.0 and 1.1. A wrong JSON type is a SerializationException in AWS's words, e.g. "NUMBER_VALUE can not be
 * converted to a String" (https://github.com/aarondfrancis/sidecar/issues/148 shows one).
 */
const refuse = (message: string) => new AwsError('SerializationException', message)

export function readJson(shape: Structure, body: string): Record<string, unknown> {
  if (body.trim() === '') return {}
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    throw refuse('Could not parse request body into json: the body is not well-formed JSON')
  }
  if (!isObject(parsed)) throw refuse('Start of structure expected')
  return structure(shape, parsed)
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function structure(shape: Structure, value: Record<string, unknown>): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  // Members that are not known are ignored, and null is the same as absent.
  for (const [name, member] of shape.members) {
    const given = Object.hasOwn(value, name) ? value[name] : undefined
    if (given !== undefined && given !== null) out[name] = read(member.shape, given)
  }
  if (shape.kind === 'union' && Object.keys(out).length !== 1) throw refuse('A union has exactly one member')
  return out
}

function read(shape: Shape, value: unknown): unknown {
  switch (shape.kind) {
    case 'string':
      return typeof value === 'string' ? value : wrong(value, 'String')
    case 'number':
      return typeof value === 'number' ? value : wrong(value, 'Number')
    case 'boolean':
      return typeof value === 'boolean' ? value : wrong(value, 'Boolean')
    case 'timestamp': {
      // Seconds since the epoch; ISO 8601 is read too, as AWS does.
      const date =
        typeof value === 'number'
          ? new Date(Math.round(value * 1000))
          : new Date(typeof value === 'string' ? value : '')
      return Number.isNaN(date.getTime()) ? wrong(value, 'Timestamp') : date
    }
    case 'blob':
      return typeof value === 'string' ? new Uint8Array(Buffer.from(value, 'base64')) : wrong(value, 'Blob')
    case 'document':
      return value
    case 'list': {
      if (!Array.isArray(value)) return wrong(value, 'List')
      return value.map((item: unknown) => read(shape.value.shape, item))
    }
    case 'map': {
      if (!isObject(value)) return wrong(value, 'Map')
      const out: Record<string, unknown> = {}
      for (const [key, item] of Object.entries(value)) {
        if (item !== null) setOwn(out, key, read(shape.value.shape, item))
      }
      return out
    }
    default:
      return isObject(value) ? structure(shape, value) : wrong(value, shape.name)
  }
}

/** A key of a map may be `__proto__`: it must become a key like any other. */
export function setOwn(out: Record<string, unknown>, key: string, value: unknown): void {
  // Only that one needs defining, which is ten times as slow as setting.
  if (key === '__proto__')
    Object.defineProperty(out, key, { value, enumerable: true, configurable: true, writable: true })
  else out[key] = value
}

function wrong(value: unknown, wanted: string): never {
  if (Array.isArray(value)) throw refuse('Start of list found where not expected')
  if (typeof value === 'object' && value !== null) throw refuse('Start of structure or map found where not expected.')
  const found = value === null ? 'NULL' : typeof value === 'boolean' ? String(value).toUpperCase() : typeof value
  throw refuse(`${found.toUpperCase()}_VALUE can not be converted to a ${wanted}`)
}

type Convert = (value: unknown) => unknown
const same: Convert = (value) => value
const converters = new WeakMap<Shape, Convert>()

/** Output as JSON text. Only the parts that hold dates or bytes are rewritten; the rest goes to JSON.stringify as is. */
export function writeJson(shape: Structure, value: unknown): string {
  return JSON.stringify(converter(shape)(value))
}

function converter(shape: Shape): Convert {
  const known = converters.get(shape)
  if (known) return known
  // While a shape that holds itself is compiled, it is taken to need rewriting.
  converters.set(shape, (value) => converter(shape)(value))
  const made = compile(shape)
  converters.set(shape, made)
  return made
}

function compile(shape: Shape): Convert {
  switch (shape.kind) {
    case 'timestamp':
      return (value) => (value instanceof Date ? value.getTime() / 1000 : value)
    case 'blob':
      return (value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value)
    case 'list': {
      const each = converter(shape.value.shape)
      return each === same ? same : (value) => (Array.isArray(value) ? value.map(each) : value)
    }
    case 'map': {
      const each = converter(shape.value.shape)
      return each === same ? same : (value) => rewrite(value, () => each)
    }
    case 'structure':
    case 'union':
    case 'error': {
      const needed = new Map<string, Convert>()
      for (const [name, member] of shape.members as Map<string, Member>) {
        const each = converter(member.shape)
        if (each !== same) needed.set(name, each)
      }
      return needed.size === 0 ? same : (value) => rewrite(value, (name) => needed.get(name) ?? same)
    }
    default:
      return same
  }
}

function rewrite(value: unknown, by: (name: string) => Convert): unknown {
  if (!isObject(value)) return value
  const out: Record<string, unknown> = {}
  for (const name of Object.keys(value)) {
    const item = value[name]
    if (item !== undefined) setOwn(out, name, by(name)(item))
  }
  return out
}
