import { z } from 'zod'
import { Activation } from '@/lib/model/activation'
import { ClusterName } from '@/lib/model/cluster'
import { Host } from '@/lib/model/host'
import { listQuery, read, write } from './endpoint'
import { thing, window } from './part'

export const activations = read('/api/activations', {
  summary: 'Activations: what lets machines register',
  noun: 'activations',
  query: listQuery(['account', 'region', 'cluster', 'place', 'state'], ['name', 'created', 'state']),
  output: window(Activation),
})

export const activation = read('/api/aws/[account]/[region]/activations/[activation]', {
  summary: 'One activation, and the hosts that arrived by it',
  noun: 'activations',
  output: thing(Activation.extend({ hosts: z.array(Host) })),
  subject: 'activation',
})

export const RegisterHostInput = z.strictObject({
  cluster: ClusterName,
  // CreateActivation: IamRole is a role's name, at most 64 characters.
  role: z.string().regex(/^[A-Za-z0-9+=,.@_-]{1,64}$/, 'The name of an IAM role, at most 64 characters'),
  limit: z.number().int().min(1).max(1000, 'An activation registers 1 to 1000 machines'),
  expiresInHours: z.number().int().min(1).max(720, 'An activation lasts at most 30 days'),
  site: z
    .string()
    .regex(/^[A-Za-z0-9._/-]{1,128}$/, 'Letters, digits, and . _ / - only: it becomes an attribute of the hosts')
    .nullable(),
  name: z.string().trim().max(256).nullable(),
})
export type RegisterHostInput = z.infer<typeof RegisterHostInput>

export const registerHost = write('/api/aws/[account]/[region]/activations', {
  permission: 'host.register',
  summary: 'Register hosts: create an activation. Its code is in this reply and nowhere else',
  noun: 'activations',
  input: RegisterHostInput,
  output: z.object({ activation: Activation, code: z.string(), linux: z.string(), windows: z.string() }),
  stales: ['activations'],
  once: true,
})

export const deleteActivation = write('/api/aws/[account]/[region]/activations/[activation]', {
  method: 'DELETE',
  permission: 'activation.delete',
  summary: 'Delete an activation; the hosts it registered stay',
  noun: 'activations',
  input: z.strictObject({}),
  output: z.object({}),
  subject: 'activation',
  stales: ['activations'],
})

export const roles = read('/api/aws/[account]/[region]/roles', {
  summary: 'IAM roles that Systems Manager may take on, for hosts',
  noun: 'settings',
  output: z.object({
    roles: z.array(z.object({ name: z.string(), forHosts: z.boolean() })),
    error: z.string().optional(),
  }),
})

export const network = read('/api/aws/[account]/[region]/network', {
  summary: 'Subnets and security groups, for tasks that get an address of their own',
  noun: 'settings',
  output: z.object({
    subnets: z.array(
      z.object({ id: z.string(), zone: z.string(), vpc: z.string(), name: z.string().nullable(), cidr: z.string() }),
    ),
    securityGroups: z.array(z.object({ id: z.string(), name: z.string(), vpc: z.string() })),
    error: z.string().optional(),
  }),
})
