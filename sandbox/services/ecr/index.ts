import { missing } from '../../wire/missing'
import type { Mount } from '../../wire/mount'
import { images } from './images'
import { repositories } from './repositories'

export const ecrMount: Mount = {
  signingName: 'ecr',
  json: { target: 'AmazonEC2ContainerRegistry_V20150921' },
  sdk: () => import('@aws-sdk/client-ecr'),
  handlers: { ...repositories, ...images },
  missing: missing.invalidParameter,
}
