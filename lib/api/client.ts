'use client'
import { keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { toast } from 'sonner'
import type { z } from 'zod'
import type { AwsCall } from '@/lib/model/aws-call'
import { addressOf } from './address'
import type { Endpoint, Noun, Params } from './endpoint'
import { ApiError, ApiErrorBody } from './errors'

/** Any endpoint, as far as calling it goes. */
export type Callable = Pick<Endpoint, 'path' | 'method' | 'noun' | 'stales'> & {
  query: z.ZodType
  input: z.ZodType | null
  output: z.ZodType
}
type Asked<E extends Callable> = { params: Params<E['path']>; query: Partial<z.output<E['query']>> }
export type Answer<E extends Callable> = z.output<E['output']>
/** What an endpoint is given, as its handler will have it. */
export type Given<E extends Callable> = z.output<NonNullable<E['input']>>

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Calls an endpoint. Throws ApiError, with the server's own words, or with what kept it from being heard. */
async function call(
  endpoint: Pick<Endpoint, 'method'>,
  address: string,
  input: unknown,
  signal?: AbortSignal,
): Promise<unknown> {
  const reply = await fetch(address, {
    method: endpoint.method,
    credentials: 'same-origin',
    ...(signal ? { signal } : {}),
    ...(input === undefined ? {} : { body: JSON.stringify(input), headers: { 'content-type': 'application/json' } }),
  }).catch((error: unknown) => {
    if (signal?.aborted) throw error
    throw new ApiError({
      code: 'unavailable',
      message: 'Quayside does not answer. Check that it runs and that you are online.',
    })
  })
  const body: unknown = await reply.json().catch(() => null)
  const now = reply.headers.get('x-quayside-now')
  // A reply the browser kept ("not modified") holds the time it was first given; the header is always of today.
  if (reply.ok) return now && isObject(body) && 'now' in body ? { ...body, now } : body
  const said = ApiErrorBody.safeParse((body as { error?: unknown } | null)?.error)
  if (said.success) throw new ApiError(said.data)
  throw new ApiError({ code: 'internal', message: `Quayside answered ${reply.status} without saying why` })
}

/**
 * A read as a value for `useQuery`. The key is the endpoint's noun, its path and what was asked, so that `stales` and
 * live updates can name what to read anew. While another window of the same list loads, the last one stays on screen.
 */
export function q<E extends Callable>(
  endpoint: E,
  ...[asked]: object extends Asked<E>['params']
    ? [asked?: Partial<Asked<E>>]
    : [asked: { params: Asked<E>['params']; query?: Asked<E>['query'] }]
) {
  const params = (asked?.params ?? {}) as Record<string, string>
  const query = (asked?.query ?? {}) as Record<string, unknown>
  return {
    queryKey: [endpoint.noun, endpoint.path, params, query] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(endpoint, addressOf(endpoint.path, params, query), undefined, signal) as Promise<Answer<E>>,
    placeholderData: keepPreviousData<Answer<E>>,
  }
}

/** A read that is asked with an input (a POST that changes nothing). */
export function qWith<E extends Callable>(endpoint: E, params: Asked<E>['params'], input: Given<E>) {
  return {
    queryKey: [endpoint.noun, endpoint.path, params, input] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(endpoint, addressOf(endpoint.path, params as Record<string, string>), input, signal) as Promise<Answer<E>>,
    placeholderData: keepPreviousData<Answer<E>>,
  }
}

/** The AWS calls a write would make, read before it is sent: nothing is changed by asking. */
export function qCalls<E extends Callable>(endpoint: E, params: Asked<E>['params'], input: Given<E>) {
  const address = () => addressOf(endpoint.path, params as Record<string, string>, { preview: 'true' })
  return {
    queryKey: ['preview', endpoint.path, params, input] as const,
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      call(endpoint, address(), input, signal) as Promise<{ calls: AwsCall[] }>,
    placeholderData: keepPreviousData<{ calls: AwsCall[] }>,
    retry: false,
  }
}

/**
 * A write for a form or a button. On success: one toast (`done`), and everything it makes stale is read anew. On
 * failure: nothing but `error`, which the form or dialog it was sent from shows, since that is where the person looks.
 */
export function useAction<E extends Callable>(
  endpoint: E,
  { done, after }: { done?: (answer: Answer<E>) => string | null; after?: (answer: Answer<E>) => void } = {},
) {
  const client = useQueryClient()
  const mutation = useMutation<Answer<E>, ApiError, { params: Asked<E>['params']; input: Given<E> }>({
    mutationFn: ({ params, input }) =>
      call(endpoint, addressOf(endpoint.path, params as Record<string, string>), input) as Promise<Answer<E>>,
    onSuccess: async (answer) => {
      const words = done?.(answer)
      if (words) toast.success(words)
      after?.(answer)
      await refetch(client, endpoint.stales)
    },
  })
  const { mutate, reset } = mutation
  const run = useCallback(
    (params: Asked<E>['params'], input: Given<E>, after?: (answer: Answer<E>) => void) =>
      mutate({ params, input }, after ? { onSuccess: after } : {}),
    [mutate],
  )
  return { run, reset, pending: mutation.isPending, error: mutation.error, answer: mutation.data }
}

/** Reads anew what is on screen of these nouns, and marks the rest for when it next is. */
export const refetch = (client: ReturnType<typeof useQueryClient>, nouns: Noun[]): Promise<unknown> =>
  Promise.all(nouns.map((noun) => client.invalidateQueries({ queryKey: [noun] })))
