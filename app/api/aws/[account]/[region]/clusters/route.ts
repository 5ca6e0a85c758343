import { api } from '@/lib/api/endpoints'
import { createCluster } from '@/lib/server/aws/clusters'
import { keep } from '@/lib/server/fleet/refresh'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.createCluster, async ({ aws, input }) => {
  const body = await createCluster(aws, input.name)
  await keep(aws, 'cluster', [{ body, version: null }])
  return body
})
