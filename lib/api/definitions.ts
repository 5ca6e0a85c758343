import { z } from 'zod'
import { Definition } from '@/lib/model/definition'
import { listQuery, read, write } from './endpoint'
import { thing, window } from './part'

export const definitions = read('/api/definitions', {
  summary: 'Task definitions, a row a revision',
  noun: 'definitions',
  query: listQuery(['account', 'region', 'family', 'state'], ['name', 'created', 'state']),
  output: window(Definition),
})

export const definition = read('/api/aws/[account]/[region]/definitions/[family]/[revision]', {
  summary: 'One revision of a task definition',
  noun: 'definitions',
  output: thing(Definition),
  subject: 'definition',
})

export const registerDefinition = write('/api/aws/[account]/[region]/definitions', {
  permission: 'definition.register',
  summary: 'Register a revision of a task definition, as JSON that RegisterTaskDefinition takes',
  noun: 'definitions',
  input: z.strictObject({
    json: z
      .record(z.string(), z.unknown())
      .refine((json) => typeof json.family === 'string', 'The definition names no family')
      .refine((json) => Array.isArray(json.containerDefinitions), 'The definition has no containerDefinitions'),
  }),
  output: Definition,
  stales: ['definitions'],
  // Environment values are often secrets put in the wrong place; the audit keeps their names.
  redact: ({ json }) => ({ family: json.family, requiresCompatibilities: json.requiresCompatibilities }),
})

export const deregisterDefinition = write('/api/aws/[account]/[region]/definitions/[family]/[revision]', {
  method: 'DELETE',
  permission: 'definition.deregister',
  summary: 'Deregister a revision: nothing new can be run from it; what runs goes on',
  noun: 'definitions',
  input: z.strictObject({}),
  output: Definition,
  subject: 'definition',
  whyNot: (of) => (of.status === 'ACTIVE' ? null : `${of.family}:${of.revision} is ${of.status} already`),
  stales: ['definitions'],
})
