import { z } from 'zod'

/** What every thing of the fleet says of itself. */
export const Thing = z.object({ arn: z.string(), account: z.string(), region: z.string() })
export type Thing = z.infer<typeof Thing>
