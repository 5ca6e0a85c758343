import { api } from '@/lib/api/endpoints'
import { deleteService } from '@/lib/server/aws/services'
import { eventsOf, keepService } from '@/lib/server/fleet/refresh'
import { stuckOf } from '@/lib/server/fleet/services'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.service, async ({ scope, thing }) => ({
  ...thing,
  data: { ...thing.data, events: await eventsOf(thing.data.arn), stuckNext: await stuckOf(scope, thing.data) },
}))

export const DELETE = serve(api.deleteService, async ({ aws, thing, input }) => {
  const described = await deleteService(aws, thing.data, input.force)
  await keepService(aws, described)
  return described.body
})
