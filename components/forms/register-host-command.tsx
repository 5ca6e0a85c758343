'use client'
import { useQuery } from '@tanstack/react-query'
import { Tabs } from 'radix-ui'
import { HostArrivals } from '@/components/fleet/host-arrivals'
import type { Registration } from '@/components/forms/register-host'
import { Age } from '@/components/ui/age'
import { Button } from '@/components/ui/button'
import { CopyBlock } from '@/components/ui/copy-block'
import { Dialog, DialogBody, DialogFooter } from '@/components/ui/dialog'
import { ToneShape } from '@/components/ui/tone'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { useMe } from '@/lib/api/use-me'
import { endpointsToAllow } from '@/lib/model/install-command'
import { shellWord } from '@/lib/model/shell'
import { counted } from '@/lib/model/units'

const tabClass =
  '-mb-px h-8 border-b-2 border-transparent text-ink-2 outline-offset-[-2px] hover:text-ink data-[state=active]:border-ink data-[state=active]:font-medium data-[state=active]:text-ink'

/** What the sandbox takes in place of the install script. */
const practiceCommand = ({ activation, code }: Registration): string =>
  [
    'node bin/quayside.mjs sandbox join',
    `--activation-id ${shellWord(activation.id)}`,
    `--activation-code ${shellWord(code)}`,
    `--cluster ${shellWord(activation.cluster ?? '')}`,
    ...(activation.site ? [`--site ${shellWord(activation.site)}`] : []),
  ].join(' ')

/**
 * Second step: the code and the command, shown once, and the hosts as they arrive. It closes by its own button only: a
 * stray click or key would lose the code for good.
 */
export function RegisterHostCommand({ made, onClose }: { made: Registration; onClose: () => void }) {
  const { activation, code } = made
  const { account, region, id } = activation
  const practice = useMe().data?.practice ?? false
  const seen = useQuery({
    ...q(api.activation, { params: { account, region, activation: id } }),
    refetchInterval: 2000,
  })
  const endpoints = endpointsToAllow(region)
  return (
    <Dialog
      open
      locked
      wide
      title={activation.limit === 1 ? 'Run this on the machine' : `Run this on up to ${activation.limit} machines`}
      description={
        <>
          {activation.limit === 1 ? 'It' : 'Each'} registers with Systems Manager, installs the ECS agent and joins{' '}
          <strong className="font-medium text-ink">{activation.cluster}</strong>
          {activation.site && (
            <>
              {' '}
              at <strong className="font-medium text-ink">{activation.site}</strong>
            </>
          )}
          .
        </>
      }
    >
      <DialogBody>
        <p className="flex items-baseline gap-2 rounded-md border border-attention-edge bg-attention-soft px-3 py-2 text-attention">
          <ToneShape tone="attention" className="translate-y-px" />
          <span>
            The code is shown only now, and Quayside keeps no copy. It works like a password: whoever has it can
            register {counted(activation.limit, 'machine')}, and the activation ends{' '}
            <Age at={activation.expiresAt} now={seen.data?.now} />.
          </span>
        </p>
        <Tabs.Root defaultValue="linux" className="grid gap-3">
          <Tabs.List aria-label="The machine's system" className="flex gap-4 border-b">
            <Tabs.Trigger value="linux" className={tabClass}>
              Linux
            </Tabs.Trigger>
            <Tabs.Trigger value="windows" className={tabClass}>
              Windows Server
            </Tabs.Trigger>
          </Tabs.List>
          <Tabs.Content value="linux" tabIndex={-1}>
            <CopyBlock label="Linux command, run by someone who may sudo" code={made.linux} />
          </Tabs.Content>
          <Tabs.Content value="windows" tabIndex={-1}>
            <CopyBlock label="PowerShell, run as administrator" code={made.windows} />
          </Tabs.Content>
        </Tabs.Root>
        {practice && (
          <div className="grid gap-1">
            <CopyBlock label="Practice: a simulated machine joins by this" code={practiceCommand(made)} />
            <p className="text-ink-3 text-xs">
              Run it in Quayside’s own folder, with the settings Quayside was started with.
            </p>
          </div>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <CopyBlock label="Activation id" code={id} />
          <CopyBlock label="Activation code" code={code} />
        </div>
        <details className="rounded-md border bg-sunken">
          <summary className="cursor-pointer select-none px-3 py-2 text-ink-2 text-xs hover:text-ink">
            What the machine must reach: {endpoints.length} endpoints, outbound on port 443
          </summary>
          <div className="grid gap-2 border-t p-3">
            <CopyBlock label="Endpoints to allow" code={endpoints.join('\n')} />
            <p className="text-ink-2 text-xs">
              Tasks also need what they use themselves: Amazon ECR and S3 for images, CloudWatch Logs for their logs.
            </p>
          </div>
        </details>
      </DialogBody>
      <div className="max-h-[40%] shrink-0 overflow-y-auto border-t px-5 py-3">
        <HostArrivals
          limit={activation.limit}
          used={seen.data?.data.used ?? null}
          hosts={seen.data?.data.hosts ?? []}
          error={seen.error?.message ?? seen.data?.error ?? null}
        />
      </div>
      <DialogFooter note="The activation stays open after you close this, until it is used up, expired or deleted.">
        <Button tone="primary" onClick={onClose}>
          Done with the code
        </Button>
      </DialogFooter>
    </Dialog>
  )
}
