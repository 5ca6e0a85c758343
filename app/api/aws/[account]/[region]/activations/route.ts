import { api } from '@/lib/api/endpoints'
import { linuxInstall, windowsInstall } from '@/lib/model/install-command'
import { createActivation } from '@/lib/server/aws/nodes'
import { keep } from '@/lib/server/fleet/refresh'
import { serve } from '@/lib/server/serve'

export const POST = serve(api.registerHost, async ({ aws, scope, input }) => {
  const { activation, code } = await createActivation(aws, input)
  await keep(aws, 'activation', [{ body: activation, version: null }])
  const { cluster, site } = input
  const of = { region: scope.region, cluster, site, activationId: activation.id, activationCode: code, gpu: false }
  return { activation, code, linux: linuxInstall(of), windows: windowsInstall(of) }
})
