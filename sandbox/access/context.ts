import type { Call } from '../wire/core'
import { clustersIn } from '../wire/mentions'

/** What conditions may ask of a request: the tags it sets, the cluster it is about, the policy it attaches. */
export function requestContext(call: Call): Record<string, readonly string[]> {
  const { input, mount, region } = call
  const out: Record<string, readonly string[]> = {}
  const keys: string[] = []
  const given = input.tags ?? input.Tags
  for (const [key, value] of pairs(given)) {
    keys.push(key)
    out[`aws:requesttag/${key.toLowerCase()}`] = [value]
  }
  for (const name of [input.tagKeys, input.TagKeys]) if (Array.isArray(name)) keys.push(...name.map(String))
  if (keys.length > 0) out['aws:tagkeys'] = keys
  if (mount.signingName === 'ecs') {
    const cluster = clustersIn(call)[0]
    if (cluster !== undefined)
      out['ecs:cluster'] = [`arn:aws:ecs:${region.region}:${region.account}:cluster/${cluster}`]
    if (typeof input.service === 'string') out['ecs:service'] = [input.service]
    if (typeof input.taskDefinition === 'string') out['ecs:task-definition'] = [input.taskDefinition]
  }
  if (typeof input.PolicyArn === 'string') out['iam:policyarn'] = [input.PolicyArn]
  return out
}

/** Tags come as lists of `key` and `value`, of `Key` and `Value`, or as maps. */
function pairs(given: unknown): [string, string][] {
  if (typeof given !== 'object' || given === null) return []
  if (!Array.isArray(given)) return Object.entries(given).map(([key, value]) => [key, String(value)])
  return given.flatMap((tag: unknown): [string, string][] => {
    if (typeof tag !== 'object' || tag === null) return []
    const { key, Key, value, Value } = tag as Record<string, unknown>
    const name = key ?? Key
    return typeof name === 'string' ? [[name, String(value ?? Value ?? '')]] : []
  })
}
