import { invalid } from './errors'

/**
 * One page of a list that keeps its order. The token is the position, made opaque; one that was not made here is
 * refused as AWS refuses it.
 */
export function page<T>(
  all: readonly T[],
  input: { nextToken?: string | undefined; maxResults?: number | undefined },
  { most = 100, usual = most }: { most?: number; usual?: number } = {},
): { items: T[]; nextToken?: string } {
  const { maxResults, nextToken } = input
  if (maxResults !== undefined && (maxResults < 1 || maxResults > most))
    throw invalid(`maxResults must be between 1 and ${most}.`)
  const size = maxResults ?? usual
  const from = nextToken ? readToken(nextToken) : 0
  const items = all.slice(from, from + size)
  return from + size < all.length ? { items, nextToken: makeToken(from + size) } : { items }
}

const makeToken = (from: number) => Buffer.from(`quayside:${from}`).toString('base64url')

function readToken(token: string): number {
  const found = /^quayside:(\d{1,9})$/.exec(Buffer.from(token, 'base64url').toString())
  if (!found?.[1]) throw invalid('Invalid token.')
  return Number(found[1])
}
