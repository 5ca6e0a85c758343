import { z } from 'zod'
import { Host } from '@/lib/model/host'
import { listQuery, read, write } from './endpoint'
import { thing, window } from './part'

export const hosts = read('/api/hosts', {
  summary: 'Hosts: machines of yours and EC2 instances that run tasks',
  noun: 'hosts',
  query: listQuery(
    ['account', 'region', 'cluster', 'capacity', 'place', 'state'],
    ['name', 'cluster', 'place', 'state', 'cpu', 'memory', 'running', 'created'],
  ),
  output: window(Host),
})

export const host = read('/api/aws/[account]/[region]/clusters/[cluster]/hosts/[host]', {
  summary: 'One host',
  noun: 'hosts',
  output: thing(Host.extend({ lastPing: z.iso.datetime().nullable().describe('When Systems Manager last heard it') })),
  subject: 'host',
})

const Reason = z.strictObject({ reason: z.string().trim().min(3, 'Say why, in a few words').max(255) })

export const drainHost = write('/api/aws/[account]/[region]/clusters/[cluster]/hosts/[host]/drain', {
  permission: 'host.drain',
  summary: 'Drain a host: it takes no new tasks, and service tasks are replaced elsewhere',
  noun: 'hosts',
  input: Reason,
  output: Host,
  subject: 'host',
  whyNot: (of) => {
    if (of.status === 'DRAINING') return `${of.name} is draining already`
    // UpdateContainerInstancesState: "A container instance must be in an ACTIVE state to be set to DRAINING".
    return of.status === 'ACTIVE' ? null : `${of.name} is ${of.status}; only an ACTIVE host can be drained`
  },
  stales: ['hosts', 'tasks', 'services', 'fleet'],
})

export const activateHost = write('/api/aws/[account]/[region]/clusters/[cluster]/hosts/[host]/activate', {
  permission: 'host.drain',
  summary: 'Put a draining host back to work',
  noun: 'hosts',
  input: Reason,
  output: Host,
  subject: 'host',
  whyNot: (of) => (of.status === 'DRAINING' ? null : `${of.name} is not draining`),
  stales: ['hosts', 'tasks', 'services', 'fleet'],
})
