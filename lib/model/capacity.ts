import { z } from 'zod'

/** Where containers run: machines people own, EC2, or Fargate. AWS's word is launch type. */
export const Capacity = z.enum(['external', 'ec2', 'fargate'])
export type Capacity = z.infer<typeof Capacity>

export const capacityLabel: Record<Capacity, string> = { external: 'On-premises', ec2: 'EC2', fargate: 'Fargate' }

export const launchTypeOf = { external: 'EXTERNAL', ec2: 'EC2', fargate: 'FARGATE' } as const satisfies Record<
  Capacity,
  string
>

/**
 * The capacity AWS's launch type or capacity provider stands for. A provider that is not Fargate's own is an Auto
 * Scaling group or Managed Instances, both EC2. EXTERNAL is never a provider (docs: "Amazon ECS clusters for external
 * instances").
 */
export function capacityOf(launchType?: string, provider?: string): Capacity {
  if (launchType === 'EXTERNAL') return 'external'
  if (launchType === 'FARGATE' || provider === 'FARGATE' || provider === 'FARGATE_SPOT') return 'fargate'
  return 'ec2'
}
