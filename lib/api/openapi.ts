import { z } from 'zod'
import type { Endpoint } from './endpoint'
import { endpoints } from './endpoints'
import { ApiErrorBody } from './errors'
import { permissions } from './permissions'

const schema = (of: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(of, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  return rest
}

/** The API as an OpenAPI 3.1 document, derived from the table of endpoints. */
export function openapi() {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const [name, endpoint] of endpoints) {
    const path = endpoint.path.replace(/\[(\w+)\]/g, '{$1}')
    paths[path] ??= {}
    paths[path][endpoint.method.toLowerCase()] = operation(name, endpoint)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Quayside',
      version: '1',
      description:
        'One control room for container fleets on machines you own, EC2 and Fargate. Send an API token as a Bearer (`quayside token create`).',
    },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Error: schema(z.object({ error: ApiErrorBody }), 'output') },
    },
  }
}

function operation(name: string, endpoint: Endpoint) {
  const inPath = [...endpoint.path.matchAll(/\[(\w+)\]/g)].map(([, parameter]) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const query = schema(endpoint.query, 'input') as { properties?: Record<string, unknown>; required?: string[] }
  const inQuery = Object.entries(query.properties ?? {}).map(([parameter, of]) => ({
    name: parameter,
    in: 'query',
    required: query.required?.includes(parameter) ?? false,
    schema: of,
  }))
  const preview = {
    name: 'preview',
    in: 'query',
    required: false,
    description: 'Answer the AWS calls this would make, and make none',
    schema: { type: 'string', enum: ['true'] },
  }
  return {
    operationId: name,
    summary: endpoint.summary,
    description: `Needs ${endpoint.permission}: ${permissions[endpoint.permission]}.`,
    'x-effect': endpoint.effect,
    'x-permission': endpoint.permission,
    parameters: [...inPath, ...inQuery, ...(endpoint.effect === 'write' ? [preview] : [])],
    ...(endpoint.input
      ? {
          requestBody: { required: true, content: { 'application/json': { schema: schema(endpoint.input, 'input') } } },
        }
      : {}),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schema(endpoint.output, 'output') } } },
      default: {
        description: 'Why not',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    },
  }
}
