import type { Mount } from '../../wire/mount'
import { authorization } from './authorization'
import { batch } from './batch'
import { invalid } from './errors'
import { images } from './images'
import { lifecycle } from './lifecycle'
import { policies } from './policies'
import { repositories } from './repositories'
import { tags } from './tags'

export const ecrMount: Mount = {
  signingName: 'ecr',
  json: { target: 'AmazonEC2ContainerRegistry_V20150921' },
  sdk: () => import('@aws-sdk/client-ecr'),
  handlers: { ...repositories, ...images, ...batch, ...policies, ...lifecycle, ...tags, ...authorization },
  missing: (paths) => invalid(paths[0] ?? '', 'Member must not be null'),
}
