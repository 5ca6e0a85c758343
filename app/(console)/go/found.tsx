import { hrefOfFound } from '@/components/shell/finder'
import { Id } from '@/components/ui/id'
import { Link } from '@/components/ui/link'
import { Section } from '@/components/ui/page'
import type { Found as FoundThing } from '@/lib/api/fleet'

/** One id, several things: a machine that registered more than once has a host for each registration. */
export const Found = ({ rows }: { rows: FoundThing[] }) => (
  <Section
    title={`${rows.length} things go by this`}
    description="A machine that registered more than once is a host for each time, and some may be gone."
  >
    <ul className="rounded-lg border bg-surface">
      {rows.map((row) => {
        const href = hrefOfFound(row)
        return (
          <li
            key={row.arn}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2.5 last:border-b-0"
          >
            <span className="text-ink-3">{row.kind}</span>
            {href ? (
              <Link quiet href={href}>
                {row.name}
              </Link>
            ) : (
              <span>{row.name}</span>
            )}
            {row.cluster && <span className="text-ink-2">in {row.cluster}</span>}
            <span className="ml-auto">
              <Id value={row.arn} whole label="the ARN" />
            </span>
          </li>
        )
      })}
    </ul>
  </Section>
)
