import { Link } from '@/components/ui/link'
import { permissions } from '@/lib/api/permissions'
import { toThing } from '@/lib/api/to'
import { lastOf, type Named, readArn } from '@/lib/model/arn'
import type { AuditRow } from '@/lib/model/audit'

/** What a write was, in words: those of the permission it needed. */
export const actionWords = (action: string): string => (permissions as Record<string, string>)[action] ?? action

export const actionLabels: Record<string, string> = permissions

/** What it was done to: the thing, where it has a page; else where it was sent. */
export function AuditTarget({ of }: { of: Pick<AuditRow, 'arn' | 'account' | 'region' | 'target'> }) {
  const named = of.arn ? namedBy(of.arn, of.account, of.region) : null
  if (!named)
    return (
      <span className="font-mono text-ink-2 text-xs" title={of.target}>
        {short(of.target)}
      </span>
    )
  return (
    <span title={of.arn ?? undefined}>
      <span className="text-ink-3">{named.kind} </span>
      <Link quiet href={toThing(named)}>
        {nameOf(named)}
      </Link>
    </span>
  )
}

/** `POST /api/aws/123456789012/us-east-1/clusters` → `POST …/clusters`: the scope is said in the write itself. */
const short = (target: string) => target.replace(/ \/api(\/aws\/[^/]+\/[^/]+)?(?=\/)/, ' …')

function namedBy(arn: string, account: string | null, region: string | null): Named | null {
  // Activations have no ARN of AWS's making, so that readArn does not know theirs.
  if (account && region && /^arn:[^:]+:ssm:[^:]+:[^:]+:activation\//.test(arn))
    return { kind: 'activation', id: lastOf(arn), account, region }
  const read = readArn(arn)
  return 'thing' in read ? read.thing : null
}

function nameOf(thing: Named): string {
  switch (thing.kind) {
    case 'cluster':
      return thing.cluster
    case 'definition':
      return `${thing.family}:${thing.revision}`
    default:
      return thing.id.length > 20 ? `${thing.id.slice(0, 8)}…` : thing.id
  }
}
