import { api } from '@/lib/api/endpoints'
import { setHostState } from '@/lib/server/aws/hosts'
import { keep } from '@/lib/server/fleet/refresh'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.drainHost, async ({ aws, thing }) => {
  const seen = await setHostState(aws, thing.data, 'DRAINING')
  await keep(aws, 'host', [seen])
  return seen.body
})
