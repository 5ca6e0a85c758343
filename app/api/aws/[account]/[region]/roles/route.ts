import { api } from '@/lib/api/endpoints'
import { listRoles } from '@/lib/server/aws/choices'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.roles, async ({ aws }) => ({ roles: await listRoles(aws) }))
