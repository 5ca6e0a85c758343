import type { Mount } from '../../wire/mount'
import { buckets } from './buckets'
import { malformed } from './errors'
import { get } from './get'
import { list } from './list'
import { objects } from './objects'
import { tagging } from './tagging'
import { uploads } from './uploads'

export const s3Mount: Mount = {
  signingName: 's3',
  restXml: { namespace: 'http://s3.amazonaws.com/doc/2006-03-01/' },
  largest: 256 * 1024 * 1024,
  sdk: () => import('@aws-sdk/client-s3'),
  handlers: { ...buckets, ...objects, ...get, ...list, ...uploads, ...tagging },
  missing: malformed,
}
