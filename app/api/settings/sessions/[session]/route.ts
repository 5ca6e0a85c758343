import { api } from '@/lib/api/endpoints'
import { refuse } from '@/lib/api/errors'
import { endSession } from '@/lib/server/people'
import { serve } from '@/lib/server/serve'

export const DELETE = serve(api.endSession, async ({ actor, params }) => {
  const ended = await endSession(params.session, actor.id)
  if (ended.length === 0) throw refuse('not-found', 'You have no such session')
  return {}
})
