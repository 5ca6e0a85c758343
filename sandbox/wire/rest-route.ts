import { AwsError } from './errors'
import type { Http, Model, Operation } from './shape'

/** What routing looks at. */
interface Asked {
  method: string
  path: string
  query: URLSearchParams
  headers: Readonly<Record<string, string>>
}

export interface Place {
  bucket?: string
  key?: string
}

/** Path style: `/bucket/key/with/slashes`. */
export function placeOf(path: string): Place {
  const [, bucket = '', ...rest] = path.split('/')
  const key = rest.join('/')
  try {
    return { ...(bucket && { bucket: decodeURIComponent(bucket) }), ...(key && { key: decodeURIComponent(key) }) }
  } catch {
    throw new AwsError('InvalidURI', "Couldn't parse the specified URI.")
  }
}

interface Route {
  operation: Operation
  level: 'service' | 'bucket' | 'object'
  method: string
  /** Parameters of the address that say which operation it is; an empty value fits any. */
  literal: [name: string, value: string][]
  /** The hint that SDKs send, for where nothing else decides. */
  id: string | undefined
  /** Required members' places, in lower case where they are headers. */
  queries: string[]
  headers: string[]
}

const tables = new WeakMap<Model, Route[]>()

function tableOf(model: Model): Route[] {
  let table = tables.get(model)
  if (!table) {
    table = [...model.operations.values()].flatMap((one) => (one.http ? [routeFor(one, one.http)] : []))
    tables.set(model, table)
  }
  return table
}

function routeFor(operation: Operation, [method, uri]: Http): Route {
  const [path = '', search = ''] = uri.split('?')
  const { members, required } = operation.input
  const level = path.includes('{Key+}') ? 'object' : required.includes('Bucket') ? 'bucket' : 'service'
  const all = [...new URLSearchParams(search)]
  const places = (trait: 'httpQuery' | 'httpHeader') =>
    required.flatMap((name) => members.get(name)?.traits[trait] ?? [])
  return {
    operation,
    level,
    method,
    literal: all.filter(([name]) => name !== 'x-id'),
    id: all.find(([name]) => name === 'x-id')?.[1],
    queries: places('httpQuery'),
    headers: places('httpHeader').map((name) => name.toLowerCase()),
  }
}

/** The operation a request means: by method, level, literal parameters, required ones, and last by the SDKs' own hint. */
export function routeOf(model: Model, request: Asked): Operation {
  const { bucket, key } = placeOf(request.path)
  const level = key !== undefined ? 'object' : bucket !== undefined ? 'bucket' : 'service'
  const fits = tableOf(model).filter(
    (route) =>
      route.method === request.method &&
      route.level === level &&
      route.literal.every(
        ([name, value]) => request.query.has(name) && (!value || request.query.get(name) === value),
      ) &&
      route.queries.every((name) => request.query.has(name)) &&
      route.headers.every((name) => request.headers[name] !== undefined),
  )
  const hint = request.query.get('x-id')
  const score = ({ literal, queries, headers, id }: Route) =>
    100 * literal.length + 10 * (queries.length + headers.length) + (hint !== null && id === hint ? 1 : 0)
  const [best] = fits.sort((a, b) => score(b) - score(a))
  if (!best) throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405)
  return best.operation
}
