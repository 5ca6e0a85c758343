import type * as ec2 from '@aws-sdk/client-ec2'
import type { Handlers } from '../../wire/handlers'
import type { Region } from '../../world/region'
import { filtered } from './filters'
import { badValue, dryRun } from './rules'

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const open =
  'us-east-1 us-east-2 us-west-1 us-west-2 ap-south-1 ap-northeast-3 ap-northeast-2 ap-southeast-1 ap-southeast-2 ap-northeast-1 ca-central-1 eu-central-1 eu-west-1 eu-west-2 eu-west-3 eu-north-1 sa-east-1'
const closed =
  'af-south-1 ap-east-1 ap-south-2 ap-southeast-3 ap-southeast-4 ca-west-1 eu-south-1 eu-south-2 eu-central-2 il-central-1 me-central-1 me-south-1'

const all = [
  ...open.split(' ').map((name) => ({ name, status: 'opt-in-not-required' })),
  ...closed.split(' ').map((name) => ({ name, status: 'not-opted-in' })),
].map(({ name, status }) => ({
  RegionName: name,
  Endpoint: `ec2.${name}.amazonaws.com`,
  OptInStatus: status,
}))

export const regions: Handlers<typeof ec2, Region> = {
  // https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeRegions.html
  DescribeRegions(input) {
    const { RegionNames: names = [] } = input
    const unknown = names.filter((name) => !all.some(({ RegionName }) => RegionName === name))
    if (unknown.length > 0) throw badValue(`Invalid region: [${unknown.join(', ')}]`)
    const asked = all.filter(({ RegionName, OptInStatus }) =>
      names.length > 0 ? names.includes(RegionName) : input.AllRegions || OptInStatus !== 'not-opted-in',
    )
    dryRun(input)
    return {
      Regions: filtered(asked, input.Filters, {
        'region-name': ({ RegionName }) => [RegionName],
        endpoint: ({ Endpoint }) => [Endpoint],
        'opt-in-status': ({ OptInStatus }) => [OptInStatus],
      }),
    }
  },
}
