import type { UnknownWord } from '../../wire/check'
import { invalid } from './errors'

/**
 * Refuses a word that is not of an enum, as AWS words it. The wire checks types; which words an enum has is known by
 * the SDK's exported constants.
 * @param words the SDK's constant, e.g. `LaunchType`
 */
export function checkWord(value: string | undefined, words: Readonly<Record<string, string>>, at: string): void {
  const known = Object.values(words)
  if (value !== undefined && !known.includes(value)) throw unknownWord({ path: at, value, words: known })
}

export const unknownWord = ({ path, value, words }: UnknownWord) =>
  invalid(
    `1 validation error detected: Value '${value}' at '${path}' failed to satisfy constraint: Member must satisfy enum value set: [${words.join(', ')}]`,
  )
