import { z } from 'zod'
import { Expired, Fault } from '../faults'
import type { Control } from '../wire/control'
import type { Controlled } from './index'

const Image = z.strictObject({
  /** As a task definition names it; without tag or digest it stands for all of them. */
  image: z.string().min(1).max(255),
  broken: z.boolean(),
})
const Credentials = z.strictObject({ expired: z.boolean(), of: Expired.default('all') })

/** Failures to ask for: calls that fail, images that cannot be pulled, credentials that have expired. */
export const provoked = ({ worlds, faults }: Controlled): Control[] => [
  { method: 'GET', path: '/_sandbox/faults', run: () => ({ faults: faults.list() }) },
  { method: 'POST', path: '/_sandbox/faults', run: (_params, body) => faults.add(Fault.parse(body)) },
  { method: 'DELETE', path: '/_sandbox/faults', run: () => faults.forget() },
  {
    method: 'POST',
    path: '/_sandbox/images',
    run: (_params, body) => {
      const { image, broken } = Image.parse(body)
      if (broken) worlds.broken.add(image)
      else worlds.broken.delete(image)
      return { broken: [...worlds.broken] }
    },
  },
  {
    method: 'POST',
    path: '/_sandbox/credentials',
    run: (_params, body) => {
      const { expired, of } = Credentials.parse(body)
      faults.expired = expired ? of : 'none'
      return { expired: faults.expired }
    },
  },
]
