import { AwsError } from './errors'
import { setOwn } from './json'
import type { Member, Shape, Structure } from './shape'

/** EC2 has its own names, flat lists and envelope; the rest of the Query protocol is shared. */
export type Flavour = 'aws' | 'ec2'

/** The form as a tree: `Tags.member.1.Key=a` is at Tags → member → 1 → Key. */
interface Node {
  value?: string
  parts: Map<string, Node>
}

const refuse = (message: string) => new AwsError('MalformedInput', message)
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function readQuery(shape: Structure, form: URLSearchParams, flavour: Flavour): Record<string, unknown> {
  const root: Node = { parts: new Map() }
  for (const [key, value] of form) {
    let node = root
    for (const part of key.split('.')) {
      let next = node.parts.get(part)
      if (!next) {
        next = { parts: new Map() }
        node.parts.set(part, next)
      }
      node = next
    }
    node.value = value
  }
  return structure(shape, root, flavour)
}

const nameOf = (name: string, { xmlName, ec2QueryName }: Member['traits'], flavour: Flavour) =>
  flavour === 'ec2' ? (ec2QueryName ?? capital(xmlName ?? name)) : (xmlName ?? name)

function structure(shape: Structure, node: Node, flavour: Flavour): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [name, member] of shape.members) {
    const part = node.parts.get(nameOf(name, member.traits, flavour))
    if (part) out[name] = read(member, part, flavour, name)
  }
  return out
}

function read(member: Member, node: Node, flavour: Flavour, path: string): unknown {
  const { shape, traits } = member
  const flat = flavour === 'ec2' || traits.xmlFlattened !== undefined
  switch (shape.kind) {
    case 'list': {
      // An empty list arrives as `Tags=`.
      const items = flat ? node : node.parts.get(shape.value.traits.xmlName ?? 'member')
      return numbered(items).map((item) => read(shape.value, item, flavour, path))
    }
    case 'map': {
      const out: Record<string, unknown> = {}
      for (const entry of numbered(flat ? node : node.parts.get('entry'))) {
        const key = entry.parts.get(shape.key.traits.xmlName ?? 'key')?.value
        const value = entry.parts.get(shape.value.traits.xmlName ?? 'value')
        if (key !== undefined && value) setOwn(out, key, read(shape.value, value, flavour, path))
      }
      return out
    }
    case 'structure':
    case 'union':
    case 'error':
      return structure(shape, node, flavour)
    default:
      return scalar(shape, node.value, path)
  }
}

function numbered(node: Node | undefined): Node[] {
  if (!node) return []
  return [...node.parts]
    .filter(([key]) => /^\d+$/.test(key))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, item]) => item)
}

function scalar(shape: Shape, value: string | undefined, path: string): unknown {
  if (value === undefined) throw refuse('Unexpected complex element termination')
  switch (shape.kind) {
    case 'number': {
      const number = Number(value)
      if (value.trim() === '' || !Number.isFinite(number)) throw refuse(`Invalid value for ${path}: ${value}`)
      return number
    }
    case 'boolean':
      if (value !== 'true' && value !== 'false') throw refuse(`Invalid value for ${path}: ${value}`)
      return value === 'true'
    case 'timestamp': {
      const date = new Date(value)
      if (Number.isNaN(date.getTime())) throw refuse(`Invalid value for ${path}: ${value}`)
      return date
    }
    case 'blob':
      return new Uint8Array(Buffer.from(value, 'base64'))
    default:
      return value
  }
}
