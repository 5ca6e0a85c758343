import type { Session } from './caller'

/**
 * The contract between the wire and the operations. A handler never sees the protocol: it takes the SDK's own
 * input, returns the SDK's own output, and throws the SDK's own error classes.
 */

/** Who is calling, and where the call is recorded. */
export interface Caller {
  account: string
  region: string
  /** ARN of the principal, for the call log and GetCallerIdentity. */
  principal: string
  accessKeyId: string
  requestId: string
  /** Who stands behind an assumed role, where AssumeRole was told. */
  sourceIdentity?: string
  /** What a temporary credential carries besides. */
  session?: Session
  /** The address by which the sandbox was called: the URLs it gives away must lead back to it. */
  host?: string
  /** Aborted when whoever called has gone: for those operations that wait. */
  signal?: AbortSignal
}

/** What a command's own resolved type says of its input and output (`CommandImpl<Input, Output, …>`). */
export type Input<C> = C extends abstract new (...args: infer _A) => { readonly input: infer I } ? I : never
export type Output<C> = C extends abstract new (
  ...args: infer _A
) => { resolveMiddleware(...args: infer _B): (...args: infer _D) => Promise<{ output: infer O }> }
  ? O
  : never

/** `CreateClusterCommand` → `CreateCluster`. */
export type OperationName<K> = K extends `${infer Name}Command` ? Name : never

/** A body that a client gets as a stream is bytes here. */
type Returned<O> = 'Body' extends keyof O
  ? Omit<O, '$metadata' | 'Body'> & { Body?: Uint8Array | undefined }
  : Omit<O, '$metadata'>

/**
 * Operations of one SDK package that a service offers, typed by that package: a wrong field, enum word or a misspelt
 * operation does not compile. `Handlers<typeof ecs, Region>`.
 */
export type Handlers<Sdk, World> = {
  [K in keyof Sdk as OperationName<K>]?: (
    input: Input<Sdk[K]>,
    world: World,
    caller: Caller,
  ) => Returned<Output<Sdk[K]>> | Promise<Returned<Output<Sdk[K]>>>
}
