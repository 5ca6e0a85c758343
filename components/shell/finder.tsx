'use client'
import { useQuery } from '@tanstack/react-query'
import { Compass, Layers, Monitor, Moon, Network, Play, Server, Settings, Sun } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useTheme } from 'next-themes'
import { lazy, type ReactNode, Suspense, useRef, useState } from 'react'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import type { Found } from '@/lib/api/fleet'
import type { Permission } from '@/lib/api/permissions'
import { to, toThing } from '@/lib/api/to'
import { useMe } from '@/lib/api/use-me'
import { readArn } from '@/lib/model/arn'
import { nav } from './nav'
import { Palette, type PaletteGroup, type PaletteItem } from './palette'

const loadActions = () => import('./finder-actions')
const FinderActions = lazy(loadActions)

const places: PaletteGroup[] = [
  ...nav.map((group) => ({
    heading: group.label,
    items: group.items.map(({ href, label, icon }) => ({ id: href, label, icon, href })),
  })),
  {
    heading: 'More',
    items: [
      {
        id: 'settings',
        label: 'Settings',
        icon: <Settings />,
        href: to('/settings'),
        keywords: ['sessions token api'],
      },
      { id: 'go', label: 'Go to an ARN or id', icon: <Compass />, href: to('/go'), keywords: ['paste'] },
    ],
  },
]

type Action = { id: string; label: string; icon: ReactNode; permission: Permission; keywords?: string[] }
const actions: Action[] = [
  { id: 'run-task', label: 'Run task', icon: <Play />, permission: 'task.run', keywords: ['start'] },
  { id: 'register-host', label: 'Register host', icon: <Server />, permission: 'host.register', keywords: ['machine'] },
  { id: 'create-service', label: 'Create service', icon: <Layers />, permission: 'service.create', keywords: ['new'] },
  { id: 'create-cluster', label: 'Create cluster', icon: <Network />, permission: 'cluster.create', keywords: ['new'] },
]
const themes: PaletteItem[] = [
  { id: 'theme:light', label: 'Light theme', icon: <Sun />, keywords: ['colour'] },
  { id: 'theme:dark', label: 'Dark theme', icon: <Moon />, keywords: ['colour night'] },
  { id: 'theme:system', label: 'Theme as the system', icon: <Monitor />, keywords: ['colour'] },
]

/** The palette, with the fleet behind it: any page, any thing, any action one may run, and what a pasted ARN names. */
export function Finder({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const router = useRouter()
  const { may } = useMe()
  const { setTheme } = useTheme()
  const [text, setText] = useState('')
  const [used, setUsed] = useState(false)
  if (open && !used) setUsed(true)
  const asked = useRef<string | null>(null)
  const found = useQuery({ ...q(api.search, { query: { q: text } }), enabled: open && text.length > 1 })
  // What was found for other words is not shown under these: Enter would go to it.
  const things = text.length > 1 && !found.isPlaceholderData ? (found.data?.rows.flatMap(itemOf) ?? []) : []
  const doable: PaletteGroup = {
    heading: 'Do',
    items: [...actions.filter(({ permission }) => may(permission)), ...themes],
  }
  const choose = (item: PaletteItem) => {
    if (item.href) router.push(item.href)
    else if (item.id.startsWith('theme:')) setTheme(item.id.slice('theme:'.length))
    else asked.current = item.id
  }
  return (
    <>
      <Palette
        open={open}
        onOpenChange={onOpenChange}
        groups={[...(things.length > 0 ? [{ heading: 'Things', items: things, found: true }] : []), ...places, doable]}
        onQuery={setText}
        onSelect={choose}
        onGo={(arn) => router.push(to('/go', {}, { arn }))}
        onClosed={() => {
          const action = asked.current
          asked.current = null
          if (action) void loadActions().then(({ press }) => press(action))
        }}
        pending={found.isFetching}
      />
      {used && (
        <Suspense>
          <FinderActions />
        </Suspense>
      )}
    </>
  )
}

function itemOf(of: Found): PaletteItem[] {
  const href = hrefOfFound(of)
  return href ? [{ id: of.arn, label: of.name, hint: [of.kind, of.cluster].filter(Boolean).join(' · '), href }] : []
}

/** Where a thing that was found has its page. */
export function hrefOfFound(of: Found): string | null {
  if (of.kind === 'activation')
    return toThing({
      kind: 'activation',
      id: of.arn.slice(of.arn.lastIndexOf('/') + 1),
      account: of.account,
      region: of.region,
    })
  const read = readArn(of.arn)
  return 'thing' in read ? toThing(read.thing) : null
}
