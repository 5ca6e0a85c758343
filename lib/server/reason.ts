import { DrizzleQueryError } from 'drizzle-orm/errors'
import { ApiError } from '@/lib/api/errors'

/**
 * Why something failed, fit for a log. drizzle's own message holds the query's parameters, and with them whatever was
 * being written: of it only the database's own words are taken.
 */
export function reasonOf(error: unknown): string {
  const said = error instanceof DrizzleQueryError ? error.cause : error
  return said instanceof Error ? said.message : String(said ?? 'the database refused')
}

/** The same for a person on a page: AWS's own words, and of everything else no more than that it failed. */
export const tellable = (error: unknown): string =>
  error instanceof ApiError ? error.message : 'Quayside could not keep what it read; its log has more'
