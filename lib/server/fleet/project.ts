import type { Bodies, Subject } from '@/lib/api/endpoint'
import { activationState } from '@/lib/model/activation'

/** What lists filter and sort a fact by. */
export interface Columns {
  name: string
  cluster: string | null
  capacity: string | null
  place: string | null
  state: string | null
  family: string | null
  service: string | null
  host: string | null
  running: number | null
  desired: number | null
  cpu: number | null
  memory: number | null
  createdAt: Date | null
  search: string
}

const none = {
  cluster: null,
  capacity: null,
  place: null,
  state: null,
  family: null,
  service: null,
  host: null,
  running: null,
  desired: null,
  cpu: null,
  memory: null,
  createdAt: null,
}
const date = (text: string | null): Date | null => (text ? new Date(text) : null)
const words = (...all: (string | null)[]): string => all.filter(Boolean).join(' ').toLowerCase()
/** Full, in percent; null where there is nothing to be full. */
const full = (share: { used: number; total: number }) => (share.total > 0 ? (100 * share.used) / share.total : null)

type Project = { [K in Subject]: (body: Bodies[K]) => Columns }

/** How each kind of fact fills its columns: the one place that says what its list can be filtered by. */
export const project: Project = {
  cluster: (c) => ({
    ...none,
    name: c.name,
    cluster: c.name,
    state: c.status,
    running: c.running,
    search: words(c.name),
  }),
  host: (h) => ({
    ...none,
    name: h.name,
    cluster: h.cluster,
    capacity: h.capacity,
    place: h.place.name || null,
    state: h.health,
    host: h.id,
    running: h.running,
    cpu: full(h.cpu),
    memory: full(h.memory),
    createdAt: date(h.registeredAt),
    search: words(h.name, h.id, h.machine, h.cluster, h.place.name, h.node?.address ?? null),
  }),
  service: (s) => ({
    ...none,
    name: s.name,
    cluster: s.cluster,
    capacity: s.capacity,
    place: s.site,
    state: s.state,
    family: s.family,
    service: s.name,
    running: s.running,
    desired: s.desired,
    createdAt: date(s.createdAt),
    search: words(s.name, s.cluster, s.family, s.site),
  }),
  task: (t) => ({
    ...none,
    name: t.id,
    cluster: t.cluster,
    capacity: t.capacity,
    place: t.place.name || null,
    state: t.state,
    family: t.family,
    service: t.service,
    host: t.host ? t.host.slice(t.host.lastIndexOf('/') + 1) : null,
    cpu: t.cpu,
    memory: t.memory,
    createdAt: date(t.createdAt),
    search: words(t.id, t.cluster, t.family, t.service, t.hostName, t.place.name),
  }),
  definition: (d) => ({
    ...none,
    name: `${d.family}:${String(d.revision).padStart(6, '0')}`,
    state: d.status,
    family: d.family,
    cpu: d.cpu,
    memory: d.memory,
    createdAt: date(d.registeredAt),
    search: words(d.family, `${d.family}:${d.revision}`, ...d.containers.map((c) => c.image)),
  }),
  activation: (a) => ({
    ...none,
    name: a.name ?? a.id,
    cluster: a.cluster,
    place: a.site,
    state: activationState(a),
    createdAt: date(a.createdAt),
    search: words(a.id, a.name, a.description, a.cluster, a.site),
  }),
}
