import type { Flavour } from './query'
import type { Member, Structure } from './shape'

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML 1.0: what it cannot carry at all (most control characters) becomes U+FFFD. */
export const escapeXml = (text: string) =>
  text
    .replace(/[&<>"]/g, (found) => escapes[found] ?? found)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 leaves out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replace(/[\r\u0085\u2028]/g, (found) => `&#x${found.charCodeAt(0).toString(16)};`)

const tag = (name: string, content: string) => `<${name}>${content}</${name}>`

/** The members of an output, each as its element. */
export function writeXml(shape: Structure, value: unknown, flavour: Flavour): string {
  if (typeof value !== 'object' || value === null) return ''
  let out = ''
  for (const [name, member] of shape.members) {
    const given: unknown = Reflect.get(value, name)
    if (given !== undefined) out += element(member.traits.xmlName ?? name, member, given, flavour)
  }
  return out
}

function element(name: string, { shape, traits }: Member, value: unknown, flavour: Flavour): string {
  const flat = traits.xmlFlattened !== undefined
  switch (shape.kind) {
    case 'list': {
      const items = Array.isArray(value) ? value : []
      const itemName = flat ? name : (shape.value.traits.xmlName ?? 'member')
      const inner = items.map((item: unknown) => element(itemName, shape.value, item, flavour)).join('')
      return flat ? inner : tag(name, inner)
    }
    case 'map': {
      const inner = Object.entries(value ?? {}).map(([key, item]) =>
        tag(
          flat ? name : 'entry',
          tag(shape.key.traits.xmlName ?? 'key', escapeXml(key)) +
            element(shape.value.traits.xmlName ?? 'value', shape.value, item, flavour),
        ),
      )
      return flat ? inner.join('') : tag(name, inner.join(''))
    }
    case 'structure':
    case 'union':
    case 'error':
      return tag(name, writeXml(shape, value, flavour))
    case 'timestamp':
      // AWS leaves out a fraction that is nought.
      return tag(name, value instanceof Date ? value.toISOString().replace('.000Z', 'Z') : '')
    case 'blob':
      return tag(name, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : '')
    default:
      return tag(name, escapeXml(String(value)))
  }
}
