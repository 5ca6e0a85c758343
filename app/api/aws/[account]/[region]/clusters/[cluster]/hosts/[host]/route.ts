import { api } from '@/lib/api/endpoints'
import { pingOf } from '@/lib/server/fleet/hosts'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.host, async ({ thing }) => ({
  ...thing,
  data: { ...thing.data, lastPing: await pingOf(thing.data.machine) },
}))
