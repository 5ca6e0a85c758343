import { api } from '@/lib/api/endpoints'
import { runTask } from '@/lib/server/aws/tasks'
import { db } from '@/lib/server/db/db'
import { hostsOf, keep } from '@/lib/server/fleet/refresh'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.runTask, async ({ actor, aws, scope, thing, input }) => {
  const hosts = await hostsOf(db(), scope, thing.data.name)
  const { started, failures } = await runTask(aws, thing.data.name, input, actor.email ?? actor.name, hosts)
  await keep(aws, 'task', started)
  return { started: started.map((task) => task.body), failures }
})
