import type * as ecr from '@aws-sdk/client-ecr'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { invalid, noPolicy } from './errors'
import { findRepository } from './repositories'
import type { RepositoryRecord } from './state'

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html
export const policies: Handlers<typeof ecr, Region> = {
  SetRepositoryPolicy(input, world) {
    const found = findRepository(world, input)
    const text = input.policyText ?? ''
    if (text.length > 10_240) throw invalid('policyText', 'must have at most 10240 characters')
    if (!isPolicy(text)) throw invalid('PolicyText', 'Invalid repository policy provided')
    found.policy = text
    return told(world, found, text)
  },

  GetRepositoryPolicy(input, world) {
    const found = findRepository(world, input)
    if (found.policy === undefined) throw noPolicy(found.name, world.account)
    return told(world, found, found.policy)
  },

  DeleteRepositoryPolicy(input, world) {
    const found = findRepository(world, input)
    const { policy } = found
    if (policy === undefined) throw noPolicy(found.name, world.account)
    delete found.policy
    return told(world, found, policy)
  },
}

const told = ({ account }: Region, { name }: RepositoryRecord, policyText: string) => ({
  registryId: account,
  repositoryName: name,
  policyText,
})

function isPolicy(text: string): boolean {
  try {
    const read: unknown = JSON.parse(text)
    return typeof read === 'object' && read !== null && 'Statement' in read
  } catch {
    return false
  }
}
