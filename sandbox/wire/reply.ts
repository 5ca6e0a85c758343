import type { Request } from './core'
import type { Said } from './errors'
import { writeJson } from './json'
import type { Mount } from './mount'
import { restError, writeRest } from './rest'
import type { Operation } from './shape'
import { escapeXml, writeXml } from './xml'

export interface Reply {
  status: number
  headers: Record<string, string>
  body: string
  /** In place of the body, where it is no text. */
  bytes?: Uint8Array
  /** A fault: only so many bytes are sent before the connection breaks. */
  cut?: number
}

/** How a reply is written. */
export interface Protocol {
  kind: 'json' | 'query' | 'ec2' | 'rest'
  /** JSON 1.0 or 1.1 as the request said; the API's date in the Query protocols. */
  version: string
  namespace: string
  /** A JSON client of a service that used to speak Query: errors carry their old code too. */
  queryMode: boolean
}

interface Stamp {
  requestId: string
  now: number
}

export function protocolOf({ headers }: Request, mount: Mount | undefined): Protocol {
  const query = mount?.query
  if (mount?.restXml) return { kind: 'rest', version: '', namespace: mount.restXml.namespace, queryMode: false }
  const queryMode = headers['x-amzn-query-mode'] === 'true'
  if (headers['x-amz-target'] !== undefined || (mount && !query)) {
    const version = headers['content-type']?.startsWith('application/x-amz-json-1.0') ? '1.0' : '1.1'
    return { kind: 'json', version, namespace: '', queryMode }
  }
  return {
    kind: query?.flavour === 'ec2' ? 'ec2' : 'query',
    version: query?.version ?? '',
    namespace: query?.namespace ?? '',
    queryMode,
  }
}

const dated = ({ requestId, now }: Stamp, type: string) => ({
  'x-amzn-requestid': requestId,
  date: new Date(now).toUTCString(),
  'content-type': type,
})

export function successReply(protocol: Protocol, operation: Operation, output: unknown, stamp: Stamp): Reply {
  const { kind, version, namespace } = protocol
  const { name } = operation
  if (kind === 'rest') return writeRest(operation, output, namespace, stamp)
  if (kind === 'json')
    return {
      status: 200,
      headers: dated(stamp, `application/x-amz-json-${version}`),
      body: writeJson(operation.output, output),
    }
  const root = `<${name}Response xmlns="${namespace}">`
  const members = writeXml(operation.output, output, kind === 'ec2' ? 'ec2' : 'aws')
  const body =
    kind === 'ec2'
      ? `${root}<requestId>${stamp.requestId}</requestId>${members}</${name}Response>`
      : `${root}<${name}Result>${members}</${name}Result><ResponseMetadata><RequestId>${stamp.requestId}</RequestId></ResponseMetadata></${name}Response>`
  return { status: 200, headers: dated(stamp, 'text/xml;charset=utf-8'), body: xml(body) }
}

const xml = (body: string) => `<?xml version="1.0" encoding="UTF-8"?>\n${body}`

export function errorReply(protocol: Protocol, error: Said, stamp: Stamp, path = '/'): Reply {
  const { kind, version, namespace, queryMode } = protocol
  if (kind === 'rest') return restError(error, path, stamp)
  const { type, code, message, status, queryStatus, fault } = error
  if (kind === 'json') {
    const members = error.structure ? writeJson(error.structure, error.members) : '{}'
    const named = JSON.stringify({ __type: type, message })
    const body = members === '{}' ? named : `${named.slice(0, -1)},${members.slice(1)}`
    const headers: Record<string, string> = dated(stamp, `application/x-amz-json-${version}`)
    if (queryMode) headers['x-amzn-query-error'] = `${code};${fault}`
    return { status, headers, body }
  }
  const what = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message>`
  const body =
    kind === 'ec2'
      ? `<Response><Errors><Error>${what}</Error></Errors><RequestID>${stamp.requestId}</RequestID></Response>`
      : `<ErrorResponse${namespace && ` xmlns="${namespace}"`}><Error><Type>${fault}</Type>${what}</Error><RequestId>${stamp.requestId}</RequestId></ErrorResponse>`
  return { status: queryStatus, headers: dated(stamp, 'text/xml;charset=utf-8'), body: xml(body) }
}
