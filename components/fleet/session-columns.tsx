import type { ReactNode } from 'react'
import { agentWords } from '@/components/fleet/session-agent'
import { Age } from '@/components/ui/age'
import { Badge } from '@/components/ui/badge'
import type { Column } from '@/components/ui/column'
import type { Session } from '@/lib/api/settings'

/** What is said of each of one's sessions; `end` draws what ends it. */
export const sessionColumns = (end: (of: Session) => ReactNode): Column<Session>[] => [
  {
    id: 'agent',
    header: 'Where',
    cell: (of) => (
      <span title={of.agent ?? undefined} className="inline-flex items-center gap-2">
        {agentWords(of.agent)}
        {of.current && <Badge>this one</Badge>}
      </span>
    ),
  },
  { id: 'seen', header: 'Last used', cell: (of, now) => <Age at={of.seenAt} now={now} /> },
  { id: 'created', header: 'Signed in', cell: (of, now) => <Age at={of.createdAt} now={now} /> },
  { id: 'expires', header: 'Ends', cell: (of, now) => <Age at={of.expiresAt} now={now} />, mobile: false },
  { id: 'end', header: 'End', align: 'right', width: '96px', cell: end },
]
