import { api } from '@/lib/api/endpoints'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.task, async ({ thing }) => thing)
