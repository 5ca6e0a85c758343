import { ApiError } from '@/lib/api/errors'

interface Thrown {
  name?: string
  message?: string
  code?: string
  $metadata?: { httpStatusCode?: number; requestId?: string }
  $response?: { statusCode?: number }
}

/** The connection was never made: nothing was asked, so nothing was done. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])
const throttled = /Throttl|TooManyRequests|RequestLimitExceeded|SlowDown/

/**
 * The one translator of what AWS answers. AWS's own words are the message. A write that got no definite answer is
 * `aws-unknown`: it may have been done, and nothing here says otherwise.
 */
export function translate(error: unknown, call: { service: string; action: string; write: boolean }): ApiError {
  const { name = 'Error', message = '', code, $metadata, $response } = (error ?? {}) as Thrown
  const status = $metadata?.httpStatusCode ?? $response?.statusCode
  const aws = { code: name, service: call.service, action: call.action, requestId: $metadata?.requestId ?? null }
  if (/Credentials?(Provider)?Error|TokenProviderError/.test(name))
    return new ApiError({
      code: 'unavailable',
      message: `There are no AWS credentials to ask ${call.service} with: ${message}`,
      aws,
    })
  if (status === undefined || (status >= 200 && status < 300)) {
    const sent = !neverSent.has(code ?? '') && !neverSent.has(name)
    if (call.write && sent)
      return new ApiError({
        code: 'aws-unknown',
        message: `AWS did not answer ${call.action}: it may or may not have been done. Look before trying again. (${message || name})`,
        aws,
      })
    return new ApiError({
      code: 'unavailable',
      message: `AWS cannot be reached for ${call.action}: ${message || name}`,
      aws,
    })
  }
  if (throttled.test(name))
    return new ApiError({
      code: 'aws-refused',
      message: `AWS is throttling ${call.action} (${message || name}). Nothing was done; wait a few seconds and try again.`,
      aws,
    })
  if (status >= 500)
    return new ApiError({
      code: call.write ? 'aws-unknown' : 'unavailable',
      message: call.write
        ? `AWS failed in ${call.action} (${message || name}): it may or may not have been done. Look before trying again.`
        : `AWS failed in ${call.action}: ${message || name}`,
      aws,
    })
  return new ApiError({ code: 'aws-refused', message: message || name, aws })
}
