import { api } from '@/lib/api/endpoints'
import { listNetwork } from '@/lib/server/aws/choices'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.network, ({ aws }) => listNetwork(aws))
