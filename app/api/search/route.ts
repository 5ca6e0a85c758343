import { api } from '@/lib/api/endpoints'
import { searchFleet } from '@/lib/server/fleet/search'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.search, ({ query }) => searchFleet(query.q))
