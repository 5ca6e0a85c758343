import { api } from '@/lib/api/endpoints'
import { deleteActivation } from '@/lib/server/aws/nodes'
import { hostsByActivation } from '@/lib/server/fleet/hosts'
import { close } from '@/lib/server/fleet/refresh'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.activation, async ({ thing }) => ({
  ...thing,
  data: { ...thing.data, hosts: await hostsByActivation(thing.data.id) },
}))

export const DELETE = serve(api.deleteActivation, async ({ aws, thing }) => {
  await deleteActivation(aws, thing.data.id)
  await close(aws, 'activation', thing.data.arn)
  return {}
})
