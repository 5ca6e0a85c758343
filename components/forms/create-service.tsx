'use client'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { CreateServiceForm } from '@/components/forms/create-service-form'
import { Button, type ButtonTone } from '@/components/ui/button'
import { useMe } from '@/lib/api/use-me'

export interface ServiceOf {
  cluster?: { account: string; region: string; cluster: string }
  definition?: { family: string; revision: number }
}

/** Opens the form of a new service, on a cluster or of a definition where one is given. */
export function CreateService({
  trigger = 'Create service',
  tone = 'primary',
  ...given
}: ServiceOf & { trigger?: ReactNode; tone?: ButtonTone }) {
  const [open, setOpen] = useState(false)
  if (!useMe().may('service.create')) return null
  return (
    <>
      <Button tone={tone} icon={<Plus aria-hidden />} onClick={() => setOpen(true)}>
        {trigger}
      </Button>
      {open && <CreateServiceForm {...given} onClose={() => setOpen(false)} />}
    </>
  )
}
