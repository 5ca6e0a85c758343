import { z } from 'zod'

/** Why something was not done. The one shape every error of the API has. */
export const ApiErrorBody = z.object({
  code: z.enum([
    'unauthenticated',
    'cross-origin',
    'forbidden',
    'bad-request',
    'not-found',
    'conflict',
    'too-large',
    'too-many',
    'aws-refused',
    'aws-unknown',
    'unavailable',
    'internal',
  ]),
  message: z.string(),
  /** For a bad request: each field that is wrong, and how. */
  fields: z.record(z.string(), z.string()).optional(),
  /** For AWS's own refusals: its words are the message; this is the rest of its answer. */
  aws: z
    .object({ code: z.string(), service: z.string(), action: z.string(), requestId: z.string().nullable() })
    .optional(),
  requestId: z.string(),
})
export type ApiErrorBody = z.infer<typeof ApiErrorBody>
export type ErrorCode = ApiErrorBody['code']

export const statusOf: Record<ErrorCode, number> = {
  unauthenticated: 401,
  'cross-origin': 403,
  forbidden: 403,
  'bad-request': 400,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  'aws-refused': 422,
  'aws-unknown': 502,
  unavailable: 503,
  internal: 500,
}

/** An error as thrown on either side. The server's one translator turns whatever else was thrown into it. */
export class ApiError extends Error {
  readonly body: Omit<ApiErrorBody, 'requestId'> & { requestId?: string }

  constructor(body: Omit<ApiErrorBody, 'requestId'> & { requestId?: string }) {
    super(body.message)
    this.name = 'ApiError'
    this.body = body
  }

  get status(): number {
    return statusOf[this.body.code]
  }

  /** So that an ApiError can be given as it is to what says errors: dialogs, tables. */
  get requestId(): string | undefined {
    return this.body.requestId
  }
}

export const refuse = (code: ErrorCode, message: string, fields?: Record<string, string>): ApiError =>
  new ApiError(fields ? { code, message, fields } : { code, message })
