import type { Crumb } from '@/components/shell/crumbs'
import { toThing } from '@/lib/api/to'

/** The way to a thing: its list, then the parts of its ARN. */
export const thingCrumbs = (
  list: Crumb,
  { account, region, cluster }: { account: string; region: string; cluster?: string },
  ...last: Crumb[]
): Crumb[] => [
  list,
  { label: account },
  { label: region },
  ...(cluster ? [{ label: cluster, href: toThing({ kind: 'cluster', cluster, account, region }) }] : []),
  ...last,
]
