import { z } from 'zod'

/** A source's data, when it was last known to be so, and why it is not newer. */
export interface Part<T> {
  data?: T
  asOf: string | null
  error?: { message: string }
}

/** A stretch of a list: never the whole list, always how long it is. */
export interface Window<Row> {
  rows: Row[]
  total: number
  from: number
  facets: Record<string, { value: string; count: number }[]>
  asOf: string | null
  error?: string
  now: string
}

const asOf = z.iso.datetime().nullable()

export const window = <Row extends z.ZodType>(row: Row) =>
  z.object({
    rows: z.array(row),
    total: z.number(),
    from: z.number(),
    facets: z.record(z.string(), z.array(z.object({ value: z.string(), count: z.number() }))),
    asOf,
    error: z.string().optional(),
    now: z.iso.datetime(),
  })

/** One thing of the fleet: what is known of it, since when, whether it still is, and who said so. */
export const thing = <Body extends z.ZodType>(body: Body) =>
  z.object({
    data: body,
    /** AWS's clock when this was last confirmed; null when it never was. */
    asOf,
    error: z.string().optional(),
    /** When it was gone from AWS, for things that are. */
    goneAt: asOf,
    since: z.iso.datetime(),
    now: z.iso.datetime(),
  })
export interface Known<Body> {
  data: Body
  asOf: string | null
  error?: string
  goneAt: string | null
  since: string
  now: string
}
