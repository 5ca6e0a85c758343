import type { Tag } from '@aws-sdk/client-ecs'
import { invalid } from './errors'

/** Rules of tags: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Tag.html */
export function checkTags(tags: readonly Tag[] | undefined): Tag[] {
  const seen = new Set<string>()
  for (const { key = '', value = '' } of tags ?? []) {
    if (key.length < 1 || key.length > 128) throw invalid('Tag keys must be between 1 and 128 characters.')
    if (value.length > 256) throw invalid('Tag values must be at most 256 characters.')
    if (/^aws:/i.test(key)) throw invalid('Tag keys can not start with "aws:".')
    if (seen.has(key)) throw invalid(`Duplicate tag keys found: ${key}`)
    seen.add(key)
  }
  if (seen.size > 50) throw invalid('A resource can have at most 50 tags.')
  return (tags ?? []).map(({ key = '', value = '' }) => ({ key, value }))
}

/** The tags with others laid over them, by key. */
export function mergeTags(tags: readonly Tag[], more: readonly Tag[]): Tag[] {
  if (more.length === 0) return [...tags]
  const all = new Map(tags.map((tag) => [tag.key, tag]))
  for (const tag of more) all.set(tag.key, tag)
  return [...all.values()]
}
