import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import { EC2Client } from '@aws-sdk/client-ec2'
import { ECSClient } from '@aws-sdk/client-ecs'
import { IAMClient } from '@aws-sdk/client-iam'
import { SSMClient } from '@aws-sdk/client-ssm'
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers'
import type { MiddlewareStack } from '@smithy/types'
import type { AwsCall } from '@/lib/model/aws-call'
import type { Role } from '@/lib/model/role'
import { type Scope, scopeKey } from '@/lib/model/scope'
import { clock } from '../clock'
import { config } from '../config'
import { once } from '../once'
import { translate } from './errors'

/** As whom AWS is asked: the collector for what everybody sees, a person's role for what that person does. */
export type As = { role: 'collector' } | { role: Role; person: string }

const clients = {
  ecs: ECSClient,
  ssm: SSMClient,
  logs: CloudWatchLogsClient,
  iam: IAMClient,
  ec2: EC2Client,
}
type Service = keyof typeof clients

type InputOf<C> = C extends abstract new (...args: infer _A) => { readonly input: infer I } ? I : never
type OutputOf<C> = C extends abstract new (
  ...args: infer _A
) => { resolveMiddleware(...args: infer _B): (...args: infer _D) => Promise<{ output: infer O }> }
  ? O
  : never
interface CommandClass {
  name: string
}
type Sendable = { send(command: unknown): Promise<{ $metadata: { requestId?: string } }> }

/** Thrown in place of the first write while a person only reads what would be sent. */
export class Previewed extends Error {
  readonly call: AwsCall
  constructor(call: AwsCall) {
    super('This call was only shown, and not sent')
    this.call = call
  }
}

interface Options {
  preview?: boolean
  pace?: (action: string) => Promise<void>
}

/** One scope's AWS, asked as somebody. The verbs in this folder are given it; it notes every call they make. */
export class Aws {
  readonly scope: Scope
  readonly calls: (Pick<AwsCall, 'service' | 'action'> & { requestId: string | null })[] = []
  readonly #as: As
  readonly #preview: boolean
  readonly #pace: (action: string) => Promise<void>

  /** `pace` is waited for before each call, by whoever has a budget to keep. */
  constructor(scope: Scope, as: As, { preview = false, pace = async () => undefined }: Options = {}) {
    // A scope of the configuration has a name too, which is no part of where a thing is.
    this.scope = { account: scope.account, region: scope.region }
    this.#as = as
    this.#preview = preview
    this.#pace = pace
  }

  ecs<C extends CommandClass>(command: C, input: InputOf<C>): Promise<OutputOf<C>> {
    return this.#send('ecs', command, input)
  }
  ssm<C extends CommandClass>(command: C, input: InputOf<C>): Promise<OutputOf<C>> {
    return this.#send('ssm', command, input)
  }
  logs<C extends CommandClass>(command: C, input: InputOf<C>): Promise<OutputOf<C>> {
    return this.#send('logs', command, input)
  }
  iam<C extends CommandClass>(command: C, input: InputOf<C>): Promise<OutputOf<C>> {
    return this.#send('iam', command, input)
  }
  ec2<C extends CommandClass>(command: C, input: InputOf<C>): Promise<OutputOf<C>> {
    return this.#send('ec2', command, input)
  }

  async #send<C extends CommandClass>(service: Service, command: C, input: InputOf<C>): Promise<OutputOf<C>> {
    const action = command.name.replace(/Command$/, '')
    const write = !/^(List|Describe|Get|Filter)/.test(action)
    if (this.#preview && write) {
      const plain = JSON.parse(JSON.stringify(input)) as Record<string, unknown>
      throw new Previewed({ service, action, region: this.scope.region, input: plain })
    }
    await this.#pace(`${service}:${action}`)
    const Command = command as unknown as new (input: unknown) => unknown
    const note = { service, action, requestId: null as string | null }
    if (write) this.calls.push(note)
    try {
      const output = await clientOf(service, this.scope, this.#as, write).send(new Command(input))
      note.requestId = output.$metadata.requestId ?? null
      return output as OutputOf<C>
    } catch (error) {
      const said = translate(error, { service, action, write })
      note.requestId = said.body.aws?.requestId ?? null
      throw said
    }
  }
}

/** Clients are kept: each holds its connections and its credentials. Reads are tried again; writes only by people. */
function clientOf(service: Service, scope: Scope, as: As, write: boolean): Sendable {
  const arn = config().accounts.find((a) => a.id === scope.account)?.roles[as.role]
  const person = arn && 'person' in as ? as.person : ''
  return once(`client.${service}.${scopeKey(scope)}.${as.role}.${person}.${write}`, () => {
    const client = new clients[service]({
      region: scope.region,
      maxAttempts: write ? 1 : 3,
      requestHandler: { connectionTimeout: 2000, requestTimeout: 10_000, throwOnRequestTimeout: true },
      ...(arn ? { credentials: assume(arn, person, scope.region) } : {}),
    })
    const stack = client.middlewareStack as unknown as MiddlewareStack<object, object>
    stack.add(
      (next) => async (args) => {
        const result = await next(args)
        clock().learn((result.response as { headers?: Record<string, string> }).headers?.date)
        return result
      },
      { step: 'deserialize', priority: 'low', name: 'learnTheTime' },
    )
    return client as unknown as Sendable
  })
}

function assume(arn: string, person: string, region: string) {
  // RoleSessionName and SourceIdentity take [\w+=,.@-], 2 to 64 characters (STS API reference, AssumeRole).
  const name = (person || 'quayside-collector').replace(/[^\w+=,.@-]/g, '-').slice(0, 64)
  return fromTemporaryCredentials({
    params: { RoleArn: arn, RoleSessionName: name, ...(person ? { SourceIdentity: name } : {}) },
    clientConfig: { region },
  })
}
