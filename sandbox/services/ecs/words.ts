import { invalid } from './errors'

/**
 * Refuses a word that is not of an enum, as AWS words it. The wire checks types; which words an enum has is known by
 * the SDK's exported constants.
 * @param words the SDK's constant, e.g. `LaunchType`
 */
export function checkWord(value: string | undefined, words: Readonly<Record<string, string>>, at: string): void {
  const known = Object.values(words)
  if (value === undefined || known.includes(value)) return
  throw invalid(
    `1 validation error detected: Value '${value}' at '${at}' failed to satisfy constraint: Member must satisfy enum value set: [${known.join(', ')}]`,
  )
}
