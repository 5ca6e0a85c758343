import { z } from 'zod'

/** One control path of the sandbox, which no AWS client ever asks for. */
export interface Control {
  method: 'GET' | 'POST' | 'DELETE'
  /** `/_sandbox/hosts/:host/connect` */
  path: string
  run: (params: Readonly<Record<string, string>>, body: unknown) => unknown
}

/** A control path's refusal; the caller is told why. */
export class Refused extends Error {
  constructor(
    readonly status: 400 | 404 | 405 | 409,
    message: string,
  ) {
    super(message)
  }
}

export interface ControlReply {
  status: number
  body: string
}

export function control(table: readonly Control[], method: string, path: string, body: string): ControlReply {
  try {
    const here = table.flatMap((entry) => {
      const params = matched(entry.path, path)
      return params ? [{ entry, params }] : []
    })
    if (here.length === 0) throw new Refused(404, `The sandbox has no path ${path}`)
    const found = here.find(({ entry }) => entry.method === method)
    if (!found) throw new Refused(405, `${path} takes ${here.map(({ entry }) => entry.method).join(', ')}`)
    return json(200, found.entry.run(found.params, parsed(body)) ?? {})
  } catch (error) {
    if (error instanceof Refused) return json(error.status, { message: error.message })
    if (error instanceof z.ZodError) return json(400, { message: z.prettifyError(error) })
    // What the world refuses (an unknown seed or host, a used-up activation, a missing cluster) is the caller's.
    if (error instanceof RangeError || (error instanceof Error && '$fault' in error))
      return json(400, { message: error.message })
    if (error instanceof Error && error.name === 'RegistrationRefused') return json(400, { message: error.message })
    console.error('sandbox: a control path failed inside:', error)
    return json(500, { message: 'The sandbox failed inside; its log says how.' })
  }
}

const json = (status: number, value: unknown): ControlReply => ({ status, body: `${JSON.stringify(value)}\n` })

function parsed(body: string): unknown {
  if (body.trim() === '') return {}
  try {
    return JSON.parse(body)
  } catch {
    throw new Refused(400, 'The body is not JSON')
  }
}

function matched(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return undefined
  const params: Record<string, string> = {}
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? ''
    if (part.startsWith(':')) params[part.slice(1)] = decoded(value)
    else if (part !== value) return undefined
  }
  return params
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new Refused(400, 'The address is not well-formed')
  }
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** `"90s"`, `"5m"`, `"2h"`, `"1d"`, `"1h30m"` or a number of milliseconds, as milliseconds. */
export function duration(value: string | number): number {
  if (typeof value === 'number') {
    if (!Number.isFinite(value) || value < 0) throw new Refused(400, 'Time runs forward only')
    return value
  }
  const parts = [...value.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)]
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== value.trim())
    throw new Refused(400, `Not a time: ${value}. Say it as 90s, 5m, 2h, 1d or a number of milliseconds`)
  return parts.reduce((sum, [, number, unit]) => sum + Number(number) * (units[unit ?? ''] ?? 0), 0)
}
