import { api } from '@/lib/api/endpoints'
import { updateService } from '@/lib/server/aws/services'
import { keepService } from '@/lib/server/fleet/refresh'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.scaleService, async ({ aws, thing, input }) => {
  const described = await updateService(aws, thing.data, { desired: input.desired })
  await keepService(aws, described)
  return described.body
})
