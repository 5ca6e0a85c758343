import { api } from '@/lib/api/endpoints'
import { list } from '@/lib/server/fleet/windows'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.activations, ({ query }) => list('activation', query))
