import type { Region } from './region'

/**
 * The default event bus of an account and region: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html
 * Whoever has something to tell emits; EventBridge listens.
 */
export interface BusEvent {
  source: string
  detailType: string
  resources: readonly string[]
  /** As a function it is put together only when a rule may want it. Dates in it are written as ISO 8601. */
  detail: object | (() => object)
}

/** An event as rules and targets see it. */
export interface Envelope {
  version: '0'
  id: string
  'detail-type': string
  source: string
  account: string
  time: string
  region: string
  resources: readonly string[]
  detail: Record<string, unknown>
}

interface Listener {
  /** Asked first, so that an event nobody wants costs nothing. */
  wants: (region: Region, source: string, detailType: string) => boolean
  hear: (region: Region, event: Envelope) => void
}

const listeners: Listener[] = []

export function onEvent(listener: Listener): void {
  listeners.push(listener)
}

/** An event that somebody made whole: PutEvents. */
export function publish(region: Region, event: Envelope): void {
  for (const listener of listeners)
    if (listener.wants(region, event.source, event['detail-type'])) listener.hear(region, event)
}

/** AWS leaves out the fraction of a second. */
export const eventTime = (date: Date) => date.toISOString().replace(/\.\d{3}Z$/, 'Z')

export function emit(region: Region, event: BusEvent): void {
  const { source, detailType, resources, detail } = event
  if (!listeners.some((listener) => listener.wants(region, source, detailType))) return
  publish(region, {
    version: '0',
    id: region.random.uuid(),
    'detail-type': detailType,
    source,
    account: region.account,
    time: eventTime(region.clock.date()),
    region: region.region,
    resources,
    // A copy: what an event says does not change afterwards.
    detail: JSON.parse(JSON.stringify(typeof detail === 'function' ? detail() : detail)),
  })
}
