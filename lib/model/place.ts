import { z } from 'zod'

/** Where a host stands or a task runs: a site of yours, or one of AWS's kinds of zone. */
export const Place = z.object({
  kind: z.enum(['site', 'zone', 'local-zone', 'wavelength', 'outpost', 'unknown']),
  name: z.string(),
})
export type Place = z.infer<typeof Place>

export const placeLabel: Record<Place['kind'], string> = {
  site: 'Site',
  zone: 'Availability Zone',
  'local-zone': 'Local Zone',
  wavelength: 'Wavelength Zone',
  outpost: 'Outpost',
  unknown: 'No place given',
}

/** How lists name the place of things that have none: no site can be called so. */
export const noPlace = '(none)'

export const nowhere: Place = { kind: 'unknown', name: '' }

/**
 * The kind of an AWS zone, told by its name: `us-east-1a`, `us-east-1-bos-1a` (Local Zone), `us-east-1-wl1-bos-wlz-1`
 * (Wavelength). AWS's naming: "AWS Regions and Availability Zones" in the EC2 user guide.
 */
export function zone(name: string | undefined, outpost?: string): Place {
  if (outpost) return { kind: 'outpost', name: outpost.slice(outpost.lastIndexOf('/') + 1) }
  if (!name) return nowhere
  if (/-wl\d+-/.test(name)) return { kind: 'wavelength', name }
  if (/^[a-z]{2,5}(?:-[a-z]+)+-\d+-[a-z]{3}-\d+[a-z]$/.test(name)) return { kind: 'local-zone', name }
  return { kind: 'zone', name }
}
