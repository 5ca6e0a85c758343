import { readFile } from 'node:fs/promises'
import type { Enums } from './shape'

/**
 * The enums of a service. Which member holds which is in `enums/<service>.json`, written by bin/sandbox-enums.mjs; the
 * words of each are the SDK package's own.
 */
export async function enumsOf(service: string, sdk: object): Promise<Enums> {
  const file = new URL(`./enums/${service}.json`, import.meta.url)
  const table = new Map(Object.entries(JSON.parse(await readFile(file, 'utf8')) as Record<string, Links>))
  const made = new Map<string, ReadonlySet<string>>()
  const words = (name: string) => {
    let known = made.get(name)
    if (!known) {
      known = new Set<string>(Object.values(Reflect.get(sdk, name) as Record<string, string>))
      made.set(name, known)
    }
    return known
  }
  return {
    of(structure, member) {
      const links = table.get(structure)
      const link = links && Object.hasOwn(links, member) ? links[member] : undefined
      if (link === undefined) return undefined
      return link.startsWith('keys ') ? { keys: words(link.slice(5)) } : { values: words(link) }
    },
  }
}

/** Member → enum; `keys …` where the member is a map by words of the enum. */
type Links = Readonly<Record<string, string>>
