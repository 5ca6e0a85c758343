import { api } from '@/lib/api/endpoints'
import { practiceNow } from '@/lib/server/practice'
import { serve } from '@/lib/server/serve'

export const GET = serve(api.practice, practiceNow)
