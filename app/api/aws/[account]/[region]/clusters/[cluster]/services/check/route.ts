import { api } from '@/lib/api/endpoints'
import { stuckNext } from '@/lib/server/fleet/services'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.checkService, async ({ scope, thing, input }) => ({
  stuck: await stuckNext(scope, thing.data.name, input),
}))
