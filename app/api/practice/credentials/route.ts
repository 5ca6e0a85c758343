import { api } from '@/lib/api/endpoints'
import { practise } from '@/lib/server/practice'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.practiceCredentials, ({ input }) => practise('credentials', input))
