import type { Permission } from '@/lib/api/permissions'
import { permissions } from '@/lib/api/permissions'
import type { Role } from '@/lib/model/role'

const everybody: Permission[] = ['fleet.read', 'audit.read', 'own.write']
const operators: Permission[] = [
  ...everybody,
  'cluster.create',
  'host.register',
  'host.drain',
  'activation.delete',
  'definition.register',
  'definition.deregister',
  'task.run',
  'task.stop',
  'service.create',
  'service.update',
  'service.delete',
]

/** Who may do what. This table is the only one; `serve` asks it for every request, pages only mirror it. */
export const policy: Record<Role, ReadonlySet<Permission>> = {
  auditor: new Set(everybody),
  operator: new Set(operators),
  admin: new Set(Object.keys(permissions) as Permission[]),
}

/** Why a role may not do something, or null when it may. */
export function whyMayNot(role: Role, permission: Permission): string | null {
  if (policy[role].has(permission)) return null
  const able = (Object.keys(policy) as Role[]).filter((other) => policy[other].has(permission))
  return `${role === 'auditor' ? 'An auditor' : `An ${role}`} may not do this: it needs the role ${able.join(' or ')} (${permission})`
}
