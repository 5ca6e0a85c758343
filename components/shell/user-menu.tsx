'use client'
import { LogOut, Monitor, Moon, Settings, Sun } from 'lucide-react'
import { useTheme } from 'next-themes'
import { Menu, type MenuItem } from '@/components/ui/menu'

export interface FrameUser {
  name: string | null
  email: string
  role: 'auditor' | 'operator' | 'admin'
}

const said: Record<FrameUser['role'], string> = {
  auditor: 'Auditor: you can read everything and change nothing.',
  operator: 'Operator: you can read everything and run the fleet.',
  admin: 'Admin: you can do everything, settings and people included.',
}
const title = { auditor: 'Auditor', operator: 'Operator', admin: 'Admin' }

export function ThemeMenu() {
  const { theme, setTheme } = useTheme()
  const item = (value: string, label: string, icon: MenuItem['icon']): MenuItem => ({
    label,
    icon,
    checked: theme === value,
    onSelect: () => setTheme(value),
  })
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label="Theme"
          className="inline-flex size-8 items-center justify-center rounded-md text-ink-2 hover:bg-sunken hover:text-ink data-[state=open]:bg-sunken [&>svg]:size-4"
        >
          <Sun aria-hidden className="dark:hidden" />
          <Moon aria-hidden className="hidden dark:block" />
        </button>
      }
      items={[
        item('light', 'Light', <Sun aria-hidden />),
        item('dark', 'Dark', <Moon aria-hidden />),
        item('system', 'As the system', <Monitor aria-hidden />),
      ]}
    />
  )
}

/** Who one is and as what, said once and calmly. */
export function UserMenu({
  user,
  settingsHref,
  onSignOut,
}: {
  user: FrameUser
  settingsHref?: string
  onSignOut: () => void
}) {
  const name = user.name || user.email
  const items: MenuItem[] = [{ label: 'Sign out', icon: <LogOut aria-hidden />, onSelect: onSignOut }]
  if (settingsHref) items.unshift({ label: 'Settings', icon: <Settings aria-hidden />, href: settingsHref })
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="inline-flex h-8 items-center gap-2 rounded-md px-1.5 hover:bg-sunken data-[state=open]:bg-sunken"
          aria-label={`${name}, ${title[user.role].toLowerCase()}`}
        >
          <span
            aria-hidden
            className="inline-flex size-6 items-center justify-center rounded-full border border-line-2 bg-sunken font-medium text-2xs uppercase"
          >
            {name.slice(0, 1)}
          </span>
          <span className="text-ink-2 text-xs max-wide:hidden">{title[user.role]}</span>
        </button>
      }
      header={
        <div className="grid gap-0.5">
          <span className="break-words font-medium">{name}</span>
          {user.name && <span className="break-words text-ink-2 text-xs">{user.email}</span>}
          <span className="mt-1 text-ink-2 text-xs">{said[user.role]}</span>
        </div>
      }
      items={items}
    />
  )
}
