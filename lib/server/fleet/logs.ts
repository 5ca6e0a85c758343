import { ApiError } from '@/lib/api/errors'
import { arnOf } from '@/lib/model/arn'
import { logOf } from '@/lib/model/definition'
import type { Task } from '@/lib/model/task'
import type { Aws } from '../aws/aws'
import { readLog } from '../aws/logs'
import { find } from './windows'

const none = { lines: [], next: null, back: null, group: null, stream: null }

/** A container's log, or why there is none to read here. */
export async function logOfTask(aws: Aws, task: Task, of: { container: string; token?: string | undefined }) {
  const { account, region, family, revision } = task
  const definition = await find('definition', arnOf({ kind: 'definition', family, revision, account, region }))
  const container = definition?.data.containers.find((one) => one.name === of.container)
  if (!definition)
    return { ...none, whyNot: `Its definition ${family}:${revision} is not known, and so neither is where it logs` }
  if (!container) return { ...none, whyNot: `Its definition has no container named ${of.container}` }
  const at = logOf(container, task.id)
  if ('whyNot' in at) return { ...none, whyNot: at.whyNot }
  const { group, stream } = at
  if (at.region !== null && at.region !== region)
    return { ...none, group, stream, whyNot: `It logs to ${at.region}, which Quayside does not read for this task` }
  try {
    const log = await readLog(aws, { group, stream, token: of.token })
    return log ? { ...log, group, stream } : { ...none, group, stream, whyNot: 'It has logged nothing yet' }
  } catch (error) {
    // A log that cannot be read greys that part of the page; the rest of the task stands.
    if (error instanceof ApiError) return { ...none, group, stream, whyNot: error.message }
    throw error
  }
}
