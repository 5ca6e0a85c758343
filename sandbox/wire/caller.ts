import { z } from 'zod'
import { AwsError } from './errors'

/** What a request says of who sends it. Signatures are not verified and dates are never refused. */
export interface Credentials {
  account: string
  region: string
  service: string
  accessKeyId: string
  principal: string
  sourceIdentity?: string
  session?: Session
}

/** Who a temporary credential stands for. */
const Session = z.object({
  account: z.string().regex(/^\d{12}$/),
  principal: z.string(),
  sourceIdentity: z.string().optional(),
  /** When it ends, in epoch milliseconds of the world. */
  expires: z.number().optional(),
  tags: z.record(z.string(), z.string()).optional(),
  /** Keys of the tags that go on to the roles assumed from there. */
  transitive: z.array(z.string()).optional(),
  /** Session policies: they only take away from what the role allows. */
  policies: z.array(z.string()).optional(),
})
export type Session = z.infer<typeof Session>

export const defaultAccount = '123456789012'

/** The few operations that need no credentials are carried out for nobody in particular. */
export const anonymous: Credentials = {
  account: defaultAccount,
  region: 'us-east-1',
  service: 'sts',
  accessKeyId: '',
  principal: 'anonymous',
}

const prefix = 'quayside.'

/**
 * A session's token carries the session itself, so that credentials outlive the sandbox's process and nothing has to be
 * remembered.
 */
export const tokenOf = (session: Session) => prefix + Buffer.from(JSON.stringify(session)).toString('base64url')

function readToken(token: string | undefined): Session | undefined {
  if (!token?.startsWith(prefix)) return undefined
  try {
    const read: unknown = JSON.parse(Buffer.from(token.slice(prefix.length), 'base64url').toString())
    return Session.safeParse(read).data
  } catch {
    return undefined
  }
}

/** The signature's credential scope, from the header or from a presigned address; undefined when there is neither. */
export function credentialsOf(
  headers: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Credentials | undefined {
  const { authorization } = headers
  const presigned = query.get('X-Amz-Credential')
  if (!authorization && !presigned) return undefined
  const scope = presigned ?? /\bCredential=([^,\s]+)/.exec(authorization ?? '')?.[1]
  if (!scope) throw incomplete(`Authorization header requires 'Credential' parameter. ${authorization}`)
  const parts = scope.split('/')
  const [accessKeyId, , region, service, end] = parts
  if (parts.length !== 5 || !accessKeyId || !region || !service || end !== 'aws4_request')
    throw incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${scope}'`,
    )
  if (!/^[a-z]{2}(-[a-z]{2,12}){1,3}-\d{1,2}$/.test(region)) {
    const message = 'Credential should be scoped to a valid region.'
    throw new AwsError('SignatureDoesNotMatch', message, 403, 'InvalidSignatureException')
  }
  const session = readToken(headers['x-amz-security-token'] ?? query.get('X-Amz-Security-Token') ?? undefined)
  if (session) {
    const { account, principal, sourceIdentity } = session
    return { region, service, accessKeyId, account, principal, ...(sourceIdentity && { sourceIdentity }), session }
  }
  const account = /^\d{12}$/.test(accessKeyId) ? accessKeyId : defaultAccount
  return { account, region, service, accessKeyId, principal: `arn:aws:iam::${account}:root` }
}

const incomplete = (message: string) =>
  new AwsError('IncompleteSignature', message, 400, 'IncompleteSignatureException')
