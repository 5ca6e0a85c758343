import { api } from '@/lib/api/endpoints'
import { deregisterDefinition } from '@/lib/server/aws/definitions'
import { keep } from '@/lib/server/fleet/refresh'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.definition, async ({ thing }) => thing)

export const DELETE = serve(api.deregisterDefinition, async ({ aws, thing }) => {
  const body = await deregisterDefinition(aws, thing.data)
  await keep(aws, 'definition', [{ body, version: null }])
  return body
})
