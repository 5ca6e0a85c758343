import type * as ecr from '@aws-sdk/client-ecr'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { invalid, noLifecycle } from './errors'
import { findRepository } from './repositories'
import type { RepositoryRecord } from './state'

/** Lifecycle policies are kept and told; no image expires by them. */
export const lifecycle: Handlers<typeof ecr, Region> = {
  // https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html
  PutLifecyclePolicy(input, world) {
    const found = findRepository(world, input)
    const text = input.lifecyclePolicyText ?? ''
    if (text.length > 30_720) throw invalid('lifecyclePolicyText', 'must have at most 30720 characters')
    if (!hasRules(text)) throw invalid('LifecyclePolicyText', 'Lifecycle policy validation failure')
    found.lifecycle = text
    return told(world, found, text)
  },

  GetLifecyclePolicy(input, world) {
    const found = findRepository(world, input)
    if (found.lifecycle === undefined) throw noLifecycle(found.name, world.account)
    return told(world, found, found.lifecycle)
  },

  DeleteLifecyclePolicy(input, world) {
    const found = findRepository(world, input)
    const { lifecycle: text } = found
    if (text === undefined) throw noLifecycle(found.name, world.account)
    delete found.lifecycle
    return told(world, found, text)
  },
}

const told = ({ account }: Region, { name }: RepositoryRecord, lifecyclePolicyText: string) => ({
  registryId: account,
  repositoryName: name,
  lifecyclePolicyText,
})

function hasRules(text: string): boolean {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && 'rules' in read && Array.isArray(read.rules)
  } catch {
    return false
  }
}
