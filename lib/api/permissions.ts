/** What a person may be allowed to do. Which role may is `lib/server/policy.ts`, and nowhere else. */
export const permissions = {
  'fleet.read': 'Read the fleet: clusters, hosts, services, tasks, definitions, logs',
  'audit.read': 'Read the audit',
  'own.write': 'Change your own settings and end your own sessions',
  'cluster.create': 'Create a cluster',
  'host.register': 'Register a host: create an activation',
  'host.drain': 'Drain a host, or put it back to work',
  'activation.delete': 'Delete an activation',
  'definition.register': 'Register a revision of a task definition',
  'definition.deregister': 'Deregister a revision of a task definition',
  'task.run': 'Run tasks',
  'task.stop': 'Stop a task',
  'service.create': 'Create a service',
  'service.update': 'Scale a service, or change its definition',
  'service.delete': 'Delete a service',
  'practice.control': 'Practise on the sandbox',
} as const
export type Permission = keyof typeof permissions
