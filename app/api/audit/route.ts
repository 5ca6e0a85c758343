import { api } from '@/lib/api/endpoints'
import { auditWindow } from '@/lib/server/audit-window'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.audit, ({ query }) => auditWindow(query))
