/** Small words for turning AWS's shapes, where everything may be missing, into the model's. */

export const iso = (date: Date | undefined): string | null => date?.toISOString() ?? null

export const tagsOf = (tags: { key?: string | undefined; value?: string | undefined }[] | undefined) =>
  Object.fromEntries((tags ?? []).flatMap(({ key, value }) => (key ? [[key, value ?? '']] : [])))

/** Reads every page of a list. `ask` answers a page's items and the token of the next. */
export async function pages<Item>(
  ask: (token: string | undefined) => Promise<{ items: Item[] | undefined; next: string | undefined }>,
): Promise<Item[]> {
  const all: Item[] = []
  let token: string | undefined
  do {
    const page = await ask(token)
    all.push(...(page.items ?? []))
    token = page.next
  } while (token)
  return all
}

/** Splits into batches of at most `size`, AWS's limit on ids in one call. */
export function batches<Item>(items: Item[], size: number): Item[][] {
  const all: Item[][] = []
  for (let i = 0; i < items.length; i += size) all.push(items.slice(i, i + size))
  return all
}
