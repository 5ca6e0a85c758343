import { liveStream } from '@/lib/server/live-stream'

export const GET = liveStream
