import { api } from '@/lib/api/endpoints'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.cluster, async ({ thing }) => thing)
