import type { Target } from '@aws-sdk/client-eventbridge'
import type { Envelope } from '../../world/bus'

/** A JSON path as EventBridge takes it: `$`, `$.detail.state`, `$.resources[0]`. */
const PATH = /^\$(\.[\w-]+(\[\d+\])?|\[\d+\]|\['[^']+'\])*$/

export const isPath = (path: string) => PATH.test(path)

export function at(event: unknown, path: string): unknown {
  let value: unknown = event
  for (const [, name, index, quoted] of path.matchAll(/\.([\w-]+)|\[(\d+)\]|\['([^']+)'\]/g)) {
    const key = name ?? quoted ?? Number(index)
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
    value = Reflect.get(value, key)
  }
  return value
}

/**
 * What a target is sent: the event, a part of it, a constant, or a template filled in.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function inputFor(target: Target, event: Envelope, rule: { name: string; arn: string }): string {
  if (target.Input !== undefined) return target.Input
  if (target.InputPath !== undefined) return JSON.stringify(at(event, target.InputPath)) ?? '{}'
  if (target.InputTransformer) return transformed(target.InputTransformer, event, rule)
  return JSON.stringify(event)
}

function transformed(
  { InputPathsMap = {}, InputTemplate = '' }: NonNullable<Target['InputTransformer']>,
  event: Envelope,
  rule: { name: string; arn: string },
): string {
  const { detail: _detail, ...withoutDetail } = event
  const reserved: Record<string, unknown> = {
    'aws.events.rule-arn': rule.arn,
    'aws.events.rule-name': rule.name,
    'aws.events.event.ingestion-time': event.time,
    'aws.events.event': withoutDetail,
    'aws.events.event.json': event,
  }
  const isJson = /^\s*[{[]/.test(InputTemplate)
  let quoted = false
  let out = ''
  // A variable inside a quoted string is text; outside one it is JSON of its own type.
  for (const [part, name, escaped] of InputTemplate.matchAll(/<([\w.-]+)>|(\\.)|"|[^<"\\]+|</gs)) {
    if (part === '"' && !escaped) quoted = !quoted
    const path = name !== undefined && Object.hasOwn(InputPathsMap, name) ? InputPathsMap[name] : undefined
    const known = path !== undefined || (name !== undefined && Object.hasOwn(reserved, name))
    if (!known || name === undefined) {
      out += part
      continue
    }
    const value = path !== undefined ? at(event, path) : reserved[name]
    const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
    if (isJson && !quoted) out += value === undefined ? 'null' : JSON.stringify(value)
    else out += quoted && isJson ? JSON.stringify(text).slice(1, -1) : text
  }
  return out
}
