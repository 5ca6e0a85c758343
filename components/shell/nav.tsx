import { Boxes, FileCode2, FlaskConical, History, KeyRound, Layers, LayoutGrid, Network, Server } from 'lucide-react'
import { to } from '@/lib/api/to'
import type { NavGroup } from './navigation'

/** Where one can go, by noun. */
export const nav: NavGroup[] = [
  {
    label: 'Fleet',
    items: [
      { href: to('/'), label: 'Fleet', icon: <LayoutGrid /> },
      { href: to('/clusters'), label: 'Clusters', icon: <Network />, also: /^\/aws\/[^/]+\/[^/]+\/clusters\/[^/]+$/ },
      { href: to('/hosts'), label: 'Hosts', icon: <Server />, also: /\/hosts\// },
      { href: to('/services'), label: 'Services', icon: <Layers />, also: /\/services\// },
      { href: to('/tasks'), label: 'Tasks', icon: <Boxes />, also: /\/tasks\// },
    ],
  },
  {
    label: 'Set up',
    items: [
      { href: to('/definitions'), label: 'Definitions', icon: <FileCode2 />, also: /\/definitions\// },
      { href: to('/activations'), label: 'Activations', icon: <KeyRound />, also: /\/activations\// },
    ],
  },
  { label: 'Record', items: [{ href: to('/audit'), label: 'Audit', icon: <History /> }] },
]

/** Only on the sandbox. */
export const practiceNav: NavGroup = {
  label: 'Sandbox',
  items: [{ href: to('/practice'), label: 'Practice', icon: <FlaskConical /> }],
}
