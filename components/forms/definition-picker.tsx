'use client'
import { useQuery } from '@tanstack/react-query'
import { Popover } from 'radix-ui'
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react'
import { CapacityBadge } from '@/components/fleet/capacity-badge'
import { Age } from '@/components/ui/age'
import { cn } from '@/components/ui/cn'
import { useField } from '@/components/ui/field'
import { inputClass } from '@/components/ui/text-input'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { type Capacity, capacityLabel } from '@/lib/model/capacity'
import { type Definition, mayRunOn } from '@/lib/model/definition'
import type { Scope } from '@/lib/model/scope'

export interface DefinitionRef {
  family: string
  revision: number
}

export const nameOfDefinition = (of: DefinitionRef): string => `${of.family}:${of.revision}`

/**
 * One revision of a task definition, found by typing. The newest registered come first; inactive ones are not offered,
 * since nothing new can be run from them. With `capacityNeeded`, what cannot run there is shown with the reason.
 * Stands inside a `Field`.
 */
export function DefinitionPicker({
  scope,
  value,
  onChange,
  capacityNeeded,
}: {
  scope: Scope
  value: DefinitionRef | null
  onChange: (next: DefinitionRef | null, definition: Definition | null) => void
  capacityNeeded?: Capacity | undefined
}) {
  const field = useField()
  const list = useId()
  /** What is being typed; null while the chosen one is shown. */
  const [typed, setTyped] = useState<string | null>(null)
  const [open, setOpen] = useState(false)
  const [at, setAt] = useState(0)
  const text = useDeferredValue(typed?.trim() ?? '')
  const found = useQuery({
    ...q(api.definitions, {
      query: {
        account: [scope.account],
        region: [scope.region],
        state: ['ACTIVE'],
        sort: '-created',
        limit: 50,
        q: text,
      },
    }),
    enabled: open,
  })
  const rows = open ? nearest(found.data?.rows ?? [], text) : []
  const whyNot = (of: Definition) =>
    capacityNeeded && !mayRunOn(of, capacityNeeded) ? `not for ${capacityLabel[capacityNeeded]}` : null
  const shut = () => {
    setOpen(false)
    setTyped(null)
    setAt(0)
  }
  const show = () => {
    if (!open) setAt(0)
    setOpen(true)
  }
  const choose = (of: Definition | undefined) => {
    if (!of || whyNot(of)) return
    onChange({ family: of.family, revision: of.revision }, of)
    shut()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      if (open && rows.length > 0) setAt((at + step + rows.length) % rows.length)
      show()
    } else if (event.key === 'Enter' && open) {
      event.preventDefault()
      choose(rows[at])
    }
  }
  return (
    <Popover.Root open={open} onOpenChange={(next) => !next && shut()}>
      <Popover.Anchor asChild>
        <input
          {...field}
          type="text"
          role="combobox"
          aria-expanded={open}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={open && rows[at] ? `${list}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search by family"
          value={typed ?? (value ? nameOfDefinition(value) : '')}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
            setOpen(true)
            if (event.target.value === '' && value) onChange(null, null)
          }}
          onClick={show}
          onBlur={shut}
          onKeyDown={onKeyDown}
          className={inputClass()}
        />
      </Popover.Anchor>
      <Popover.Content
        role="listbox"
        id={list}
        aria-label="Task definitions"
        align="start"
        sideOffset={4}
        collisionPadding={8}
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        // Choosing with the mouse must not take the focus out of the box first.
        onMouseDown={(event) => event.preventDefault()}
        onInteractOutside={(event) => event.preventDefault()}
        className="pop z-60 max-h-[min(320px,var(--radix-popover-content-available-height))] w-(--radix-popover-trigger-width) min-w-[min(440px,calc(100vw-48px))] overflow-y-auto rounded-lg bg-raised p-1 shadow-pop outline-none"
      >
        {rows.map((of, index) => (
          <Choice
            key={of.arn}
            of={of}
            id={`${list}-${index}`}
            active={index === at}
            chosen={value?.family === of.family && value.revision === of.revision}
            whyNot={whyNot(of)}
            now={found.data?.now}
            onChoose={() => choose(of)}
          />
        ))}
        {rows.length === 0 && (
          <p role="presentation" className="px-2 py-1.5 text-ink-3">
            {found.error?.message ?? (found.isPending ? 'Looking' : 'No active definition by that name')}
          </p>
        )}
      </Popover.Content>
    </Popover.Root>
  )
}

/** The family that is what was typed comes before those that only hold it; else the newest first, as they came. */
function nearest(rows: Definition[], text: string): Definition[] {
  const family = text.split(':')[0]?.toLowerCase()
  const rank = (of: Definition) => (of.family.toLowerCase() === family ? 0 : 1)
  return [...rows].sort((a, b) => rank(a) - rank(b))
}

function Choice({
  of,
  id,
  active,
  chosen,
  whyNot,
  now,
  onChoose,
}: {
  of: Definition
  id: string
  active: boolean
  chosen: boolean
  whyNot: string | null
  now: string | undefined
  onChoose: () => void
}) {
  return (
    // A list's options never have the focus: the combobox has the keys.
    <button
      type="button"
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={chosen}
      aria-disabled={whyNot ? true : undefined}
      ref={(row) => {
        if (active) row?.scrollIntoView({ block: 'nearest' })
      }}
      onClick={onChoose}
      className={cn(
        'flex min-h-8 w-full items-center gap-2 rounded-md px-2 py-1 text-left',
        active && 'bg-sunken',
        whyNot ? 'cursor-not-allowed text-ink-3' : 'cursor-pointer hover:bg-sunken',
      )}
    >
      <span className={cn('min-w-0 truncate', chosen && 'font-medium')}>{nameOfDefinition(of)}</span>
      <span className="ml-auto flex shrink-0 items-center gap-1.5 text-ink-3 text-xs">
        {whyNot ?? of.runsOn.map((capacity) => <CapacityBadge key={capacity} of={capacity} />)}
        <span className="min-w-14 text-right">
          <Age at={of.registeredAt} now={now} />
        </span>
      </span>
    </button>
  )
}
