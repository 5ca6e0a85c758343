import type { ServiceRecord, TaskSetRecord } from './state'

/** "The computed desired count … is calculated by rounding up": API_TaskSet, computedDesiredCount. */
export function computedCount({ view: service }: ServiceRecord, { view: set }: TaskSetRecord): number {
  if (service.status !== 'ACTIVE' || set.status === 'DRAINING') return 0
  return Math.ceil(((service.desiredCount ?? 0) * (set.scale?.value ?? 100)) / 100)
}
