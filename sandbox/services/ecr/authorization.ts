import type * as ecr from '@aws-sdk/client-ecr'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { invalid } from './errors'

// https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html: valid for 12 hours.
export const authorization: Handlers<typeof ecr, Region> = {
  GetAuthorizationToken({ registryIds = [] }, { account, region, clock, random }) {
    if (registryIds.length > 10) throw invalid('registryIds', 'must have at most 10 members')
    for (const id of registryIds)
      if (!/^\d{12}$/.test(id)) throw invalid('registryIds', "must satisfy regular expression '[0-9]{12}'")
    const ids = registryIds.length > 0 ? registryIds : [account]
    return {
      authorizationData: ids.map((id) => ({
        authorizationToken: Buffer.from(`AWS:${Buffer.from(random.hex(256)).toString('base64')}`).toString('base64'),
        expiresAt: new Date(clock.now() + 12 * 3_600_000),
        proxyEndpoint: `https://${id}.dkr.ecr.${region}.amazonaws.com`,
      })),
    }
  },
}
