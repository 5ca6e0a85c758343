import { AwsError } from './errors'
import { setOwn } from './json'
import type { Member, Shape, Structure } from './shape'

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
const malformed = () =>
  new AwsError(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  )

export interface Element {
  name: string
  attributes: Map<string, string>
  children: Element[]
  text: string
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function plain(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);/g, (_, name: string) => {
    if (!name.startsWith('#')) return entities[name] ?? malformedText()
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code <= 0x10ffff ? String.fromCodePoint(code) : malformedText()
  })
}

function malformedText(): never {
  throw malformed()
}

const TOKEN =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y

/** The root element. Document types, and with them entities of one's own, are refused. */
export function parseXml(source: string): Element {
  const root: Element = { name: '', attributes: new Map(), children: [], text: '' }
  const open: Element[] = [root]
  TOKEN.lastIndex = 0
  let at = 0
  while (at < source.length) {
    TOKEN.lastIndex = at
    const found = TOKEN.exec(source)
    const inside = open.at(-1)
    if (!found || !inside || open.length > 64) throw malformed()
    at = TOKEN.lastIndex
    const [, raw, closing, name, given, empty, text] = found
    if (raw !== undefined) inside.text += raw
    else if (text !== undefined) inside.text += plain(text)
    else if (name !== undefined && closing) {
      if (inside.name !== local(name) || open.length === 1) throw malformed()
      open.pop()
    } else if (name !== undefined) {
      const attributes = new Map<string, string>()
      for (const [, key = '', double, single] of (given ?? '').matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
        attributes.set(key, plain(double ?? single ?? ''))
      const made: Element = { name: local(name), attributes, children: [], text: '' }
      inside.children.push(made)
      if (!empty) open.push(made)
    }
  }
  const [only, more] = root.children
  if (open.length > 1 || !only || more || root.text.trim() !== '') throw malformed()
  return only
}

const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** The members of a structure that have a place in a body. */
export function readXml(shape: Structure, element: Element): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const [name, member] of shape.members) {
    const { xmlName = name, xmlAttribute, xmlFlattened } = member.traits
    if (xmlAttribute) {
      const value = element.attributes.get(xmlName)
      if (value !== undefined) out[name] = value
      continue
    }
    const found = element.children.filter((child) => child.name === local(xmlName))
    const [first] = found
    if (!first) continue
    out[name] = xmlFlattened === undefined ? read(member, first) : flattened(member.shape, found)
  }
  return out
}

function flattened(shape: Shape, elements: readonly Element[]): unknown {
  if (shape.kind === 'list') return elements.map((element) => read(shape.value, element))
  return shape.kind === 'map' ? entries(shape, elements) : undefined
}

function entries(shape: { key: Member; value: Member }, elements: readonly Element[]): Record<string, unknown> {
  const out: Record<string, unknown> = {}
  for (const { children } of elements) {
    const key = children.find(({ name }) => name === (shape.key.traits.xmlName ?? 'key'))
    const value = children.find(({ name }) => name === (shape.value.traits.xmlName ?? 'value'))
    if (key && value) setOwn(out, key.text, read(shape.value, value))
  }
  return out
}

function read({ shape }: Member, element: Element): unknown {
  switch (shape.kind) {
    case 'list':
      return element.children.map((child) => read(shape.value, child))
    case 'map':
      return entries(shape, element.children)
    case 'structure':
    case 'union':
    case 'error':
      return readXml(shape, element)
    case 'number': {
      const number = Number(element.text)
      if (element.text.trim() === '' || !Number.isFinite(number)) throw malformed()
      return number
    }
    case 'boolean':
      if (element.text !== 'true' && element.text !== 'false') throw malformed()
      return element.text === 'true'
    case 'timestamp': {
      const date = new Date(element.text)
      if (Number.isNaN(date.getTime())) throw malformed()
      return date
    }
    case 'blob':
      return new Uint8Array(Buffer.from(element.text, 'base64'))
    default:
      return element.text
  }
}
