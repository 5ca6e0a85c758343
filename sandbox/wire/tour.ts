import type { Input, OperationName, Output } from './handlers'

type Command<Sdk, K extends string> = Sdk[`${K}Command` & keyof Sdk]

/** Takes a service's tour through the sandbox by a real client of that service. */
export interface Guide<Sdk> {
  /** Carries an operation out, which must succeed, and gives what the client read of its reply. */
  call<K extends OperationName<keyof Sdk>>(name: K, input: Input<Command<Sdk, K>>): Promise<Output<Command<Sdk, K>>>
  /** Calls an operation that nothing in the sandbox can make succeed: it must be refused with this error. */
  refused<K extends OperationName<keyof Sdk>>(name: K, input: Input<Command<Sdk, K>>, error: string): Promise<void>
  /** Lives through so many seconds of world time. */
  pass(seconds: number): void
  /** Epoch milliseconds of the world. */
  now(): number
}

/** Every operation a service offers, called once and more in an order that makes sense, in the seed `small`. */
export type Tour<Sdk> = (guide: Guide<Sdk>) => Promise<void>
