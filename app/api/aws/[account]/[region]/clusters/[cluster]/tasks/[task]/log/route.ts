import { api } from '@/lib/api/endpoints'
import { logOfTask } from '@/lib/server/fleet/logs'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.taskLog, ({ aws, thing, query }) => logOfTask(aws, thing.data, query))
