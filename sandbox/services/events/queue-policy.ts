import type { QueueRecord } from '../sqs/state'

interface Statement {
  Effect?: unknown
  Principal?: unknown
  Action?: unknown
  Condition?: unknown
}

const listOf = (value: unknown): string[] => [value].flat().filter((one) => typeof one === 'string')

/**
 * Whether a queue lets EventBridge send to it for a rule. One whose policy says nothing of it gets nothing, as on AWS:
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html#eb-sqs-permissions
 */
export function lets(queue: QueueRecord, rule: string): boolean {
  const text = queue.attributes.get('Policy')
  if (!text) return false
  const read = JSON.parse(text) as { Statement?: unknown }
  const statements = [read.Statement].flat().filter((one): one is Statement => typeof one === 'object' && one !== null)
  const fitting = statements.filter((one) => isFor(one, rule))
  return fitting.some(({ Effect }) => Effect === 'Allow') && !fitting.some(({ Effect }) => Effect === 'Deny')
}

function isFor({ Principal, Action, Condition }: Statement, rule: string): boolean {
  const service = typeof Principal === 'object' && Principal !== null ? Object.values(Principal).flat() : [Principal]
  if (!service.includes('*') && !service.includes('events.amazonaws.com')) return false
  if (!listOf(Action).some((action) => /^(\*|sqs:(\*|send\*|sendmessage))$/i.test(action))) return false
  if (typeof Condition !== 'object' || Condition === null) return true
  // Of conditions only the rule's ARN is looked at.
  for (const keys of Object.values(Condition))
    for (const [key, wanted] of Object.entries(Object(keys)))
      if (key.toLowerCase() === 'aws:sourcearn' && !listOf(wanted).some((one) => like(one, rule))) return false
  return true
}

function like(pattern: string, text: string): boolean {
  const parts = pattern.split('*')
  if (parts.length === 1) return pattern === text
  let at = 0
  for (const [index, part] of parts.entries()) {
    const found = index === parts.length - 1 ? text.length - part.length : text.indexOf(part, at)
    if (found < at || (index === 0 && found !== 0) || !text.startsWith(part, found)) return false
    at = found + part.length
  }
  return true
}
