import { createHash } from 'node:crypto'
import type { MessageAttributeValue } from '@aws-sdk/client-sqs'
import { invalidValue } from './errors'

export const md5 = (data: string | Uint8Array) => createHash('md5').update(data).digest('hex')

/**
 * Clients compare it with their own:
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function md5OfAttributes(attributes: Readonly<Record<string, MessageAttributeValue>>): string | undefined {
  const names = Object.keys(attributes).sort()
  if (names.length === 0) return undefined
  const parts: Uint8Array[] = []
  const add = (data: string | Uint8Array) => {
    const bytes = Buffer.from(data)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    parts.push(length, bytes)
  }
  for (const name of names) {
    const { DataType = '', StringValue, BinaryValue } = attributes[name] ?? { DataType: '' }
    add(name)
    add(DataType)
    parts.push(Uint8Array.of(BinaryValue === undefined ? 1 : 2))
    add(BinaryValue ?? StringValue ?? '')
  }
  return md5(Buffer.concat(parts))
}

/** @returns how many bytes they take: names, types and values count towards a message's size */
export function checkMessageAttributes(attributes: Readonly<Record<string, MessageAttributeValue>>): number {
  const names = Object.keys(attributes)
  if (names.length > 10)
    throw invalidValue(`Number of message attributes [${names.length}] exceeds the allowed maximum [10].`)
  let size = 0
  for (const [name, { DataType = '', StringValue, BinaryValue }] of Object.entries(attributes)) {
    if (!/^[\w.-]{1,256}$/.test(name) || /^(aws|amazon)\./i.test(name) || /^\.|\.$|\.\./.test(name))
      throw invalidValue(`Message (user) attribute name '${name}' is invalid.`)
    const [kind] = DataType.split('.')
    if (kind !== 'String' && kind !== 'Number' && kind !== 'Binary')
      throw invalidValue(
        `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
      )
    if (!(kind === 'Binary' ? BinaryValue?.length : StringValue))
      throw invalidValue(
        `The message attribute '${name}' must contain a non-empty message attribute value for message attribute type '${kind}'.`,
      )
    if (kind === 'Number' && !/^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(StringValue ?? ''))
      throw invalidValue(`Can't cast the value of message attribute '${name}' to a number.`)
    size +=
      Buffer.byteLength(name) +
      Buffer.byteLength(DataType) +
      (BinaryValue?.length ?? Buffer.byteLength(StringValue ?? ''))
  }
  return size
}

/** `All`, `.*`, `prefix.*` or a name. */
export function chosenAttributes(
  attributes: Readonly<Record<string, MessageAttributeValue>>,
  asked: readonly string[],
): Record<string, MessageAttributeValue> {
  const wanted = (name: string) =>
    asked.some((one) => one === 'All' || one === name || (one.endsWith('.*') && name.startsWith(one.slice(0, -2))))
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => wanted(name)))
}
