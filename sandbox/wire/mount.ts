import type { Region } from '../world/region'
import type { UnknownWord } from './check'
import { enumsOf } from './enums'
import type { Caller } from './handlers'
import type { Flavour } from './query'
import { type Model, modelOf } from './shape'

/** Any operation, as the wire calls it. `Handlers<typeof sdk, Region>` gives each its own types. */
export type Handler = (input: never, region: Region, caller: Caller) => unknown

/** A service as it is offered: what its requests look like and who answers them. */
export interface Mount {
  /** The service in the credential scope: `ecs`, `ssm`, `logs`, `monitoring`. */
  signingName: string
  /** The prefix of IAM actions, where it is not the signing name. */
  actions?: string
  /** Offered in JSON when the request has an X-Amz-Target of this prefix. */
  json?: { target: string }
  /** Offered in the Query protocol when the request is a form. */
  query?: { version: string; namespace: string; flavour: Flavour }
  /** Offered as REST with XML: the address, the method and the headers say what is asked. */
  restXml?: { namespace: string }
  /** The longest body it takes, where that is more than the rest take. */
  largest?: number
  /** The SDK package whose schemas speak for the service, loaded at the first request: EC2's alone takes 58 MB. */
  sdk: () => Promise<object>
  /** Operations that are called without credentials, e.g. AssumeRoleWithWebIdentity. */
  unsigned?: readonly string[]
  handlers: Readonly<Record<string, Handler | undefined>>
  /** The error for required members that an input leaves out, given as paths such as `tags.1.member.key`. */
  missing: (paths: readonly string[]) => Error
  /** The error for a text that is none of an enum's words, of services that look at all before they do anything. */
  unknownWord?: (found: UnknownWord) => Error
}

const models = new WeakMap<Mount, Promise<Model>>()

export function modelFor(mount: Mount): Promise<Model> {
  let model = models.get(mount)
  if (!model) {
    model = compiled(mount)
    models.set(mount, model)
  }
  return model
}

async function compiled(mount: Mount): Promise<Model> {
  const sdk = await mount.sdk()
  return modelOf(sdk, await enumsOf(mount.signingName, sdk))
}
