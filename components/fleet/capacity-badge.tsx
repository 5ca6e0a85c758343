import { Badge } from '@/components/ui/badge'
import { type Capacity, capacityLabel } from '@/lib/model/capacity'

/** Where something runs, in the one hue that each capacity keeps everywhere. */
export const CapacityBadge = ({ of }: { of: Capacity }) => <Badge tone={of}>{capacityLabel[of]}</Badge>
