/**
 * One page of a list that keeps its order. The token is the position, made opaque; one that was not made here is
 * refused with the service's own error.
 */
export function pageOf<T>(
  all: readonly T[],
  { size, token, refuse }: { size: number; token: string | undefined; refuse: () => Error },
): { items: T[]; next?: string } {
  let from = 0
  if (token !== undefined && token !== '') {
    const found = /^page:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString())
    if (!found) throw refuse()
    from = Number(found[1])
  }
  const items = all.slice(from, from + size)
  const end = from + size
  return end < all.length ? { items, next: Buffer.from(`page:${end}`).toString('base64url') } : { items }
}
