import { api } from '@/lib/api/endpoints'
import { config, scopes } from '@/lib/server/config'
import { policy } from '@/lib/server/policy'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.me, async ({ actor }) => ({
  name: actor.name,
  email: actor.email,
  role: actor.role,
  permissions: [...policy[actor.role]],
  scopes: scopes(),
  practice: config().practice !== null,
}))
