import { api } from '@/lib/api/endpoints'
import { sessionsOf } from '@/lib/server/people'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.sessions, async ({ actor }) => ({ sessions: await sessionsOf(actor) }))
