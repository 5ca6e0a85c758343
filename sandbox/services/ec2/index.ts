import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import { instanceTypes } from './instance-types'
import { instances } from './instances'
import { network } from './network'
import { power } from './power'
import { regions } from './regions'
import { runInstances } from './run-instances'
import { securityGroupRules } from './security-group-rules'
import { securityGroups } from './security-groups'
import { tags } from './tags'
import { vpcs } from './vpcs'

export const ec2Mount: Mount = {
  signingName: 'ec2',
  query: { version: '2016-11-15', namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/', flavour: 'ec2' },
  sdk: () => import('@aws-sdk/client-ec2'),
  handlers: {
    ...network,
    ...vpcs,
    ...securityGroups,
    ...securityGroupRules,
    ...tags,
    ...regions,
    ...instances,
    ...instanceTypes,
    ...runInstances,
    ...power,
  },
  missing: missing.missingParameter,
}
