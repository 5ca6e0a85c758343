import { createHash } from 'node:crypto'
import { AwsError, type Said } from './errors'
import { setOwn } from './json'
import type { Reply } from './reply'
import { placeOf } from './rest-route'
import type { Member, Operation, Shape, Structure } from './shape'
import { escapeXml, writeXml } from './xml'
import { parseXml, readXml } from './xml-read'

/** REST/XML, as S3 speaks it: members in the path, the query, headers and the body. */
interface Asked {
  path: string
  query: URLSearchParams
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

interface Stamp {
  requestId: string
  now: number
}

const badArgument = (name: string, value: string) =>
  new AwsError('InvalidArgument', `Provided argument ${name} is not valid: ${value}`)

export function readRest({ input }: Operation, asked: Asked): Record<string, unknown> {
  const { headers, body } = unchunked(asked)
  const { bucket, key } = placeOf(asked.path)
  const out: Record<string, unknown> = {}
  const inBody = new Map<string, Member>()
  for (const [name, member] of input.members) {
    const { httpLabel, httpHeader, httpQuery, httpPrefixHeaders, httpPayload } = member.traits
    let value: unknown
    if (httpLabel) value = name === 'Bucket' ? bucket : name === 'Key' ? key : undefined
    else if (httpHeader !== undefined) value = scalar(member.shape, httpHeader, headers[httpHeader.toLowerCase()])
    else if (httpQuery !== undefined) value = fromQuery(member.shape, httpQuery, asked.query)
    else if (httpPrefixHeaders !== undefined) value = prefixed(httpPrefixHeaders, headers)
    else if (httpPayload) value = payload(member.shape, body)
    else inBody.set(name, member)
    if (value !== undefined) out[name] = value
  }
  if (inBody.size > 0 && body.length > 0)
    Object.assign(out, readXml({ ...input, members: inBody }, parseXml(textOf(body))))
  return out
}

const textOf = (body: Uint8Array) => Buffer.from(body).toString('utf8')

function payload(shape: Shape, body: Uint8Array): unknown {
  if (shape.kind === 'blob') return body
  if (body.length === 0) return undefined
  return 'members' in shape ? readXml(shape, parseXml(textOf(body))) : textOf(body)
}

function fromQuery(shape: Shape, name: string, query: URLSearchParams): unknown {
  if (!query.has(name)) return undefined
  if (shape.kind === 'list') return query.getAll(name).map((one) => scalar(shape.value.shape, name, one))
  return scalar(shape, name, query.get(name) ?? undefined)
}

function prefixed(prefix: string, headers: Readonly<Record<string, string>>): Record<string, string> | undefined {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers))
    if (name.startsWith(prefix.toLowerCase())) setOwn(out, name.slice(prefix.length), value)
  return Object.keys(out).length > 0 ? out : undefined
}

function scalar(shape: Shape, name: string, value: string | undefined): unknown {
  if (value === undefined) return undefined
  switch (shape.kind) {
    case 'number': {
      const number = Number(value)
      if (value.trim() === '' || !Number.isFinite(number)) throw badArgument(name, value)
      return number
    }
    case 'boolean':
      if (!/^(true|false)$/i.test(value)) throw badArgument(name, value)
      return value.toLowerCase() === 'true'
    case 'timestamp': {
      const date = new Date(value)
      // A condition on a date that is none is no condition (RFC 9110, 13.1.3).
      return Number.isNaN(date.getTime()) ? undefined : date
    }
    case 'list':
      return [...value.matchAll(/\s*(?:"((?:[^"\\]|\\.)*)"|([^,]+?))\s*(?:,|$)/g)].map(
        ([, quoted, bare]) => quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '',
      )
    default:
      return value
  }
}

/**
 * A body sent in signed chunks, as it was before: sizes, signatures and trailing checksums are no part of an object.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html
 */
function unchunked({ headers, body }: Asked): { headers: Record<string, string>; body: Uint8Array } {
  const encodings = (headers['content-encoding'] ?? '').split(',').map((one) => one.trim())
  const streaming = headers['x-amz-content-sha256']?.startsWith('STREAMING-')
  if (!streaming && !encodings.includes('aws-chunked')) return { headers: { ...headers }, body }
  const out: Record<string, string> = { ...headers }
  const source = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const parts: Uint8Array[] = []
  let at = 0
  for (;;) {
    const end = source.indexOf('\r\n', at)
    const size = end < 0 ? undefined : /^([0-9a-fA-F]{1,8})(;.*)?$/.exec(source.toString('latin1', at, end))?.[1]
    if (size === undefined) throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly')
    const length = Number.parseInt(size, 16)
    at = end + 2
    if (length === 0) break
    if (at + length > source.length) throw new AwsError('IncompleteBody', 'The request body terminated unexpectedly')
    parts.push(source.subarray(at, at + length))
    at += length + 2
  }
  for (const line of source.toString('latin1', at).split(/[\r\n]+/)) {
    const trailer = /^([\w-]+):(.*)$/.exec(line)
    if (trailer) out[(trailer[1] ?? '').toLowerCase()] = (trailer[2] ?? '').trim()
  }
  const whole = Buffer.concat(parts)
  const left = encodings.filter((one) => one !== 'aws-chunked' && one !== '').join(',')
  if (left) out['content-encoding'] = left
  else delete out['content-encoding']
  out['content-length'] = String(whole.length)
  return { headers: out, body: whole }
}

const common = ({ requestId, now }: Stamp): Record<string, string> => ({
  'x-amz-request-id': requestId,
  'x-amz-id-2': createHash('sha256').update(requestId).digest('base64'),
  date: new Date(now).toUTCString(),
  server: 'AmazonS3',
})

export function writeRest(operation: Operation, output: unknown, namespace: string, stamp: Stamp): Reply {
  const status = operation.http?.[2] ?? 200
  const reply: Reply = { status, headers: common(stamp), body: '' }
  const inBody = new Map<string, Member>()
  for (const [name, member] of operation.output.members) {
    const { httpHeader, httpPrefixHeaders, httpPayload } = member.traits
    if (httpHeader === undefined && httpPrefixHeaders === undefined && !httpPayload) inBody.set(name, member)
    const value: unknown = Reflect.get(Object(output), name)
    if (value === undefined) continue
    if (httpHeader !== undefined) reply.headers[httpHeader.toLowerCase()] = headerText(member.shape, value)
    else if (httpPrefixHeaders !== undefined)
      for (const [key, text] of Object.entries(Object(value)))
        reply.headers[`${httpPrefixHeaders}${key}`.toLowerCase()] = String(text)
    else if (httpPayload) {
      if (value instanceof Uint8Array) reply.bytes = value
      else if ('members' in member.shape)
        xmlBody(
          reply,
          member.traits.xmlName ?? member.shape.xmlName ?? member.shape.name,
          namespace,
          writeXml(member.shape, value, 'aws'),
        )
      else reply.body = String(value)
    }
  }
  const hasPayload = [...operation.output.members.values()].some(({ traits }) => traits.httpPayload)
  if (!hasPayload && inBody.size > 0) {
    const shape: Structure = { ...operation.output, members: inBody }
    const root = shape.xmlName ?? shape.name
    // GetBucketLocation: its one member is the root itself (smithy: S3UnwrappedXmlOutput).
    const only = inBody.size === 1 ? inBody.get(root) : undefined
    const inner = only ? escapeXml(String(Reflect.get(Object(output), root) ?? '')) : writeXml(shape, output, 'aws')
    xmlBody(reply, root, namespace, inner)
  }
  // A range is a part, and says so.
  if (reply.headers['content-range'] !== undefined) reply.status = 206
  return reply
}

function xmlBody(reply: Reply, root: string, namespace: string, inner: string): void {
  reply.headers['content-type'] = 'application/xml'
  reply.body = `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${inner}</${root}>`
}

function headerText(shape: Shape, value: unknown): string {
  if (value instanceof Date)
    return shape.kind === 'timestamp' && shape.format === 'date-time' ? value.toISOString() : value.toUTCString()
  if (Array.isArray(value))
    return value.map((one) => (/[",]/.test(String(one)) ? JSON.stringify(one) : String(one))).join(', ')
  return String(value)
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html; one to HEAD has no body. */
export function restError(error: Said, path: string, stamp: Stamp): Reply {
  const { code, message, status } = error
  const headers = common(stamp)
  const id = headers['x-amz-id-2'] ?? ''
  const text = `<Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message><Resource>${escapeXml(path)}</Resource>`
  return {
    status,
    headers: { ...headers, 'content-type': 'application/xml' },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${text}<RequestId>${stamp.requestId}</RequestId><HostId>${id}</HostId></Error>`,
  }
}
