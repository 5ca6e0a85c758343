import { api } from '@/lib/api/endpoints'
import { startOver } from '@/lib/server/practice'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.practiceReset, ({ input }) => startOver(input.seed))
