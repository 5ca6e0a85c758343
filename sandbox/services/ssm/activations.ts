import type * as ssm from '@aws-sdk/client-ssm'
import type { Activation, DescribeActivationsFilter } from '@aws-sdk/client-ssm'
import { unfit } from '../../wire/errors'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badFilter, badParameters, badToken, invalid, noActivation, noActivationId } from './errors'
import type { ActivationRecord } from './state'
import { checkTags } from './tags'

const day = 86_400_000

// https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_CreateActivation.html
export const activations: Handlers<typeof ssm, Region> = {
  CreateActivation(input, world) {
    const { clock, random } = world
    const now = clock.now()
    const { RegistrationLimit: limit = 1, DefaultInstanceName, Description, IamRole = '' } = input
    const expiresAt = input.ExpirationDate?.getTime() ?? now + day
    if (IamRole === '' || IamRole.length > 64)
      throw invalid(unfit('iamRole', IamRole, 'have length less than or equal to 64'))
    if (!Number.isInteger(limit) || limit < 1)
      throw invalid(unfit('registrationLimit', limit, 'have value greater than or equal to 1'))
    if (limit > 1000) throw invalid(unfit('registrationLimit', limit, 'have value less than or equal to 1000'))
    if ((DefaultInstanceName?.length ?? 0) > 256)
      throw invalid(unfit('defaultInstanceName', DefaultInstanceName, 'have length less than or equal to 256'))
    if (!/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u.test(DefaultInstanceName ?? ''))
      throw invalid(
        unfit(
          'defaultInstanceName',
          DefaultInstanceName,
          'satisfy regular expression pattern: ^([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)$',
        ),
      )
    if ((Description?.length ?? 0) > 256)
      throw invalid(unfit('description', Description, 'have length less than or equal to 256'))
    if (expiresAt <= now || expiresAt > now + 30 * day)
      throw badParameters('The expiration date must be in the future and within 30 days from now.')
    checkTrust(world, IamRole)
    const record: ActivationRecord = {
      id: random.uuid(),
      code: codeFrom(world),
      ...(Description !== undefined && { description: Description }),
      ...(DefaultInstanceName !== undefined && { defaultInstanceName: DefaultInstanceName }),
      iamRole: IamRole,
      limit,
      used: 0,
      createdAt: now,
      expiresAt,
      tags: checkTags(input.Tags),
    }
    world.ssm.activations.set(record.id, record)
    return { ActivationId: record.id, ActivationCode: record.code }
  },

  DescribeActivations(input, world) {
    const { MaxResults = 50, NextToken } = input
    if (MaxResults < 1 || MaxResults > 50)
      throw invalid(
        unfit(
          'maxResults',
          MaxResults,
          `have value ${MaxResults < 1 ? 'greater than or equal to 1' : 'less than or equal to 50'}`,
        ),
      )
    const found = [...world.ssm.activations.values()].filter((one) => (input.Filters ?? []).every(fits(one)))
    const { items, next } = pageOf(found, { size: MaxResults, token: NextToken, refuse: badToken })
    const now = world.clock.now()
    return { ActivationList: items.map((one) => view(one, now)), ...(next && { NextToken: next }) }
  },

  DeleteActivation(input, world) {
    const id = input.ActivationId ?? ''
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id))
      throw noActivationId(`The activation ID ${id} is not valid.`)
    if (!world.ssm.activations.delete(id)) throw noActivation(`Activation ${id} does not exist.`)
    return {}
  },
}

/**
 * AWS refuses a role that is not there or does not trust SSM. Here a role that was never made is taken on trust, so that
 * a fleet can be tried without making roles first.
 */
function checkTrust({ iam, account }: Region, name: string): void {
  const role = iam.roles.get(name.split('/').at(-1) ?? '')
  if (role && !role.trust.includes('ssm.amazonaws.com'))
    throw invalid(
      `Nonexistent role or missing ssm service principal in trust policy: arn:aws:iam::${account}:role/${name}`,
    )
}

const fits =
  (one: ActivationRecord) =>
  ({ FilterKey, FilterValues = [] }: DescribeActivationsFilter): boolean => {
    switch (FilterKey) {
      case 'ActivationIds':
        return FilterValues.includes(one.id)
      case 'DefaultInstanceName':
        return one.defaultInstanceName !== undefined && FilterValues.includes(one.defaultInstanceName)
      case 'IamRole':
        return FilterValues.includes(one.iamRole)
      default:
        throw badFilter(`The filter name ${FilterKey} is not valid.`)
    }
  }

const view = (one: ActivationRecord, now: number): Activation => ({
  ActivationId: one.id,
  ...(one.description !== undefined && { Description: one.description }),
  ...(one.defaultInstanceName !== undefined && { DefaultInstanceName: one.defaultInstanceName }),
  IamRole: one.iamRole,
  RegistrationLimit: one.limit,
  RegistrationsCount: one.used,
  ExpirationDate: new Date(one.expiresAt),
  Expired: now >= one.expiresAt,
  CreatedDate: new Date(one.createdAt),
  Tags: one.tags,
})

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const codeFrom = ({ random }: Region) =>
  Array.from({ length: 20 }, () => alphabet.charAt(random.below(alphabet.length))).join('')
