import { api } from '@/lib/api/endpoints'
import { registerDefinition } from '@/lib/server/aws/definitions'
import { keep } from '@/lib/server/fleet/refresh'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.registerDefinition, async ({ aws, input }) => {
  const body = await registerDefinition(aws, input.json)
  await keep(aws, 'definition', [{ body, version: null }])
  return body
})
