'use client'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { RegisterHostCommand } from '@/components/forms/register-host-command'
import { RegisterHostForm } from '@/components/forms/register-host-form'
import { Button, type ButtonTone } from '@/components/ui/button'
import { type Answer, useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { useMe } from '@/lib/api/use-me'

/** The cluster a form begins with. */
export interface InCluster {
  account: string
  region: string
  cluster: string
}
export type Registration = Answer<typeof api.registerHost>

/**
 * Registering machines, in two steps: an activation is asked for; then its code and the command to run are shown, once,
 * and the hosts are awaited. The code lives in this component's memory while the second step is open, and nowhere else:
 * so it must stand where the arrival of a host does not take it away. A button in an empty state, which goes when
 * something arrives, is given by `useRegisterHost`.
 */
export function RegisterHost({ cluster, tone }: { cluster?: InCluster; tone?: ButtonTone }) {
  const { button, dialog } = useRegisterHost(cluster)
  return (
    <>
      {button(tone)}
      {dialog}
    </>
  )
}

/** One dialog, drawn once where it stays, and as many buttons that open it as a page wants. */
export function useRegisterHost(cluster?: InCluster): { button: (tone?: ButtonTone) => ReactNode; dialog: ReactNode } {
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<Registration | null>(null)
  const action = useAction(api.registerHost, { after: setMade })
  if (!useMe().may('host.register')) return { button: () => null, dialog: null }
  const close = () => {
    setOpen(false)
    setMade(null)
    action.reset()
  }
  return {
    button: (tone = 'primary') => (
      <Button tone={tone} icon={<Plus aria-hidden />} onClick={() => setOpen(true)}>
        Register host
      </Button>
    ),
    dialog: open && (
      <>
        {!made && <RegisterHostForm cluster={cluster} action={action} onClose={close} />}
        {made && <RegisterHostCommand made={made} onClose={close} />}
      </>
    ),
  }
}
