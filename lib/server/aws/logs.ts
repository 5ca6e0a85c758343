import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs'
import { ApiError } from '@/lib/api/errors'
import type { LogLine } from '@/lib/api/tasks'
import type { Aws } from './aws'

/** Lines of one stream, oldest first, and the tokens to read on in either direction. Null when there is no such stream. */
export async function readLog(
  aws: Aws,
  at: { group: string; stream: string; token: string | undefined },
): Promise<{ lines: LogLine[]; next: string | null; back: string | null } | null> {
  try {
    const reply = await aws.logs(GetLogEventsCommand, {
      logGroupName: at.group,
      logStreamName: at.stream,
      limit: 500,
      // Without a token: the newest lines. A token keeps the direction it was given for (GetLogEvents, Logs API reference).
      ...(at.token ? { nextToken: at.token, startFromHead: true } : {}),
    })
    const lines = (reply.events ?? []).map((e) => ({
      at: new Date(e.timestamp ?? 0).toISOString(),
      text: e.message ?? '',
    }))
    return { lines, next: reply.nextForwardToken ?? null, back: reply.nextBackwardToken ?? null }
  } catch (error) {
    if (error instanceof ApiError && error.body.aws?.code === 'ResourceNotFoundException') return null
    throw error
  }
}
