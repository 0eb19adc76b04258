import { z } from 'zod'
import { type Endpoint, Problem } from './contract.ts'
import { schemaOf } from './json-schema.ts'

/** The OpenAPI 3.1 description of an API, from its contract. */
export function openApi({ endpoints, basePath }: { endpoints: readonly Endpoint[]; basePath: string }) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {}
    path[endpoint.method] = operation(endpoint)
    paths[endpoint.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Drumbeat',
      version: '0.1.0',
      description:
        'Money in whole minor units (amountMinor) or as exact decimal text; days as YYYY-MM-DD; instants in ISO 8601. Send an API token as `Authorization: Bearer …`.',
    },
    servers: [{ url: basePath || '/' }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(Problem) },
    },
    security: [{ token: [] }],
    paths,
  }
}

function operation(endpoint: Endpoint) {
  const problem = { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const hasBody = endpoint.method !== 'get' && endpoint.method !== 'delete'
  return {
    summary: endpoint.summary,
    operationId: `${endpoint.method}${endpoint.path.replace(/[^A-Za-z]+(\w)?/g, (_, letter: string) => (letter ?? '').toUpperCase())}`,
    tags: [endpoint.path.split('/')[2] ?? ''],
    'x-permission': endpoint.permission,
    ...(endpoint.permission === 'public' && { security: [] }),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
    ...(hasBody &&
      !isEmpty(endpoint.body) && {
        requestBody: {
          required: true,
          content: { [endpoint.takes ?? 'application/json']: { schema: schemaOf(endpoint.body) } },
        },
      }),
    responses: {
      200:
        endpoint.raw && isEmpty(endpoint.reply)
          ? { description: 'A stream or a file.' }
          : { description: 'Done.', content: { 'application/json': { schema: schemaOf(endpoint.reply, 'output') } } },
      default: { description: 'Refused, with words for the user.', content: problem },
    },
  }
}

function parameters(shape: z.ZodType, where: 'path' | 'query') {
  const schema = schemaOf(shape) as { properties?: Record<string, unknown>; required?: string[] }
  return Object.entries(schema.properties ?? {}).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || (schema.required ?? []).includes(name),
    schema: property,
  }))
}

function isEmpty(shape: z.ZodType): boolean {
  return shape instanceof z.ZodObject && Object.keys(shape.shape).length === 0
}
