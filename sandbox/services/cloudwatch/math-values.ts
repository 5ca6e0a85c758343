/** A time series, in the order of time; times in epoch milliseconds, its period in seconds. */
export interface Line {
  label: string
  period: number
  points: Map<number, number>
}

export type Value = number | string | Line | Line[]

/** What is around an expression. */
export interface Env {
  /** Of a query by its id. */
  value(id: string): Value
  /** Every query that is a metric, with its label or id holding a text. */
  metrics(text: string | undefined): Line[]
  search(expression: string, stat: string, period: number): Line[]
  /** The times that a line of a period can have points at. */
  grid(period: number): number[]
  /** Seconds. */
  period: number
  refuse(why: string): Error
}

export const isLines = (value: Value): value is Line[] => Array.isArray(value)
export const isLine = (value: Value): value is Line => typeof value === 'object' && !Array.isArray(value)
