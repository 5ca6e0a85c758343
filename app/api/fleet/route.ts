import { api } from '@/lib/api/endpoints'
import { fleetNow } from '@/lib/server/fleet/fleet'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.fleet, fleetNow)
