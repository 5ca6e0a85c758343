import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import { instanceTypes } from './instance-types'
import { instances } from './instances'
import { network } from './network'
import { power } from './power'
import { runInstances } from './run-instances'

export const ec2Mount: Mount = {
  signingName: 'ec2',
  query: { version: '2016-11-15', namespace: 'http://ec2.amazonaws.com/doc/2016-11-15/', flavour: 'ec2' },
  sdk: () => import('@aws-sdk/client-ec2'),
  handlers: { ...network, ...instances, ...instanceTypes, ...runInstances, ...power },
  missing: missing.missingParameter,
}
