import { api } from '@/lib/api/endpoints'
import { stopTask } from '@/lib/server/aws/tasks'
import { db } from '@/lib/server/db/db'
import { hostsOf, keep } from '@/lib/server/fleet/refresh'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.stopTask, async ({ aws, scope, thing, input }) => {
  const seen = await stopTask(aws, thing.data, input.reason, await hostsOf(db(), scope, thing.data.cluster))
  await keep(aws, 'task', [seen])
  return seen.body
})
