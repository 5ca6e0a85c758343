import { api } from '@/lib/api/endpoints'
import { createService } from '@/lib/server/aws/services'
import { keepService } from '@/lib/server/fleet/refresh'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.createService, async ({ aws, thing, input }) => {
  const described = await createService(aws, thing.data.name, input)
  await keepService(aws, described)
  return described.body
})
