'use client'
import { useState } from 'react'
import { agentWords } from '@/components/fleet/session-agent'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import type { Session } from '@/lib/api/settings'
import { to } from '@/lib/api/to'

/** Ends one of one's own sessions. Ending this one signs out here. */
export function EndSession({ of }: { of: Session }) {
  const [open, setOpen] = useState(false)
  const where = agentWords(of.agent)
  const action = useAction(api.endSession, {
    done: () => (of.current ? null : `The session in ${where} has ended`),
    after: () => {
      setOpen(false)
      if (of.current) window.location.assign(to('/sign-in'))
    },
  })
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        action.reset()
      }}
      trigger={
        <Button size="sm" aria-label={`End the session in ${where}`}>
          End
        </Button>
      }
      title={of.current ? 'Sign out here' : 'End this session'}
      body={
        <p>
          {of.current
            ? 'This is the session you are using. You are signed out at once.'
            : `Whoever uses Quayside in ${where} as you is signed out at once.`}
        </p>
      }
      confirmLabel={of.current ? 'Sign out' : 'End session'}
      pending={action.pending}
      error={action.error}
      onConfirm={() => action.run({ session: of.id }, {})}
    />
  )
}
