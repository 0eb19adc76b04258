import { z } from 'zod'
import { type Endpoint, SentProblem } from './contract.ts'
import { schemaOf } from './json-schema.ts'
import { listOf } from './lists/list-of.ts'

/** The OpenAPI 3.1 description of an API, from its contract. */
export function openApi({ endpoints, basePath }: { endpoints: readonly Endpoint[]; basePath: string }) {
  const paths: Record<string, Record<string, unknown>> = {}
  const readable = new Set(endpoints.filter(({ method, raw }) => method === 'get' && !raw).map(({ path }) => path))
  for (const endpoint of endpoints) {
    const path = paths[endpoint.path] ?? {}
    path[endpoint.method] = operation(endpoint, readable.has(endpoint.path))
    paths[endpoint.path] = path
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Drumbeat',
      version: '0.1.0',
      description:
        'Money in whole minor units (amountMinor) or as exact decimal text; days as YYYY-MM-DD; instants in ISO 8601. Send an API token as `Authorization: Bearer …`. Every JSON answer has an ETag; a change sent with If-Match of it is refused with 412 where somebody else was faster. Lists take cursor, limit, sort and fields; nextCursor leads on. Asked for with `Accept: application/x-ndjson`, a list comes whole, a row a line.',
    },
    servers: [{ url: basePath || '/' }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(SentProblem) },
      parameters: sharedParameters,
      headers: sharedHeaders,
    },
    security: [{ token: [] }],
    paths,
  }
}

const text = { type: 'string' }
const sharedParameters = {
  fields: {
    name: 'fields',
    in: 'query',
    description: 'Names of fields, with commas between: the rows (or the answer, where it is no list) hold only these.',
    schema: text,
  },
  cursor: {
    name: 'cursor',
    in: 'query',
    description:
      'Empty for the first page, then the nextCursor of the reply before, with the same filters and sort. Rows that come or go meanwhile make no row appear twice or not at all.',
    schema: text,
  },
  limit: {
    name: 'limit',
    in: 'query',
    description: 'Rows of a page, 100 unless said; the list comes whole without limit and cursor.',
    schema: { type: 'integer', minimum: 1, maximum: 10_000 },
  },
  sort: {
    name: 'sort',
    in: 'query',
    description: 'Fields with commas between, each perhaps with :desc; empty values come last.',
    schema: text,
  },
  ifMatch: {
    name: 'If-Match',
    in: 'header',
    description: 'The ETag of GET on this path: the change is refused with 412 where it is not that any more.',
    schema: text,
  },
  ifNoneMatch: {
    name: 'If-None-Match',
    in: 'header',
    description: 'An ETag that is known: 304 without a body where the answer still is the same.',
    schema: text,
  },
}
const sharedHeaders = {
  ETag: { description: 'Stands for this answer: equal answers have equal tags.', schema: text },
  'RateLimit-Limit': { description: 'Requests that are answered in 10 seconds.', schema: { type: 'integer' } },
  'RateLimit-Remaining': { description: 'Requests left of them.', schema: { type: 'integer' } },
  'RateLimit-Reset': { description: 'Seconds until they are counted anew.', schema: { type: 'integer' } },
}

function parameterRef(name: keyof typeof sharedParameters) {
  return { $ref: `#/components/parameters/${name}` }
}

/** The parameters that an endpoint has without knowing of them. */
function besides(endpoint: Endpoint, isReadable: boolean) {
  if (endpoint.raw && endpoint.method === 'get') return []
  if (endpoint.method !== 'get') return isReadable ? [parameterRef('ifMatch')] : []
  const list = listOf(endpoint)
  const pages = list && list.paging.by !== 'first rows'
  return [
    parameterRef('fields'),
    ...(pages ? [parameterRef('cursor')] : []),
    ...(list?.paging.by === 'whole' ? [parameterRef('limit')] : []),
    ...(pages && !list.sorts && list.paging.by !== 'key' ? [parameterRef('sort')] : []),
    parameterRef('ifNoneMatch'),
  ]
}

/** The schema of the answer; pages that are asked for by a cursor also say how to go on. */
function replyOf(endpoint: Endpoint) {
  const schema = schemaOf(endpoint.reply, 'output') as { properties?: Record<string, unknown> }
  const list = listOf(endpoint)
  if (!list || list.paging.by === 'first rows') return schema
  const nextCursor = { type: ['string', 'null'], description: 'The cursor of the next page, where one was asked for.' }
  return { ...schema, properties: { ...schema.properties, nextCursor } }
}

function headersOf(endpoint: Endpoint) {
  const names = ['RateLimit-Limit', 'RateLimit-Remaining', 'RateLimit-Reset']
  const tagged = endpoint.method === 'get' && !endpoint.raw ? ['ETag', ...names] : names
  return Object.fromEntries(tagged.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}

function operation(endpoint: Endpoint, isReadable: boolean) {
  const problem = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
  const foreign = endpoint.speaks && { [endpoint.speaks]: { schema: { type: 'object' } } }
  const hasBody = endpoint.method !== 'get' && endpoint.method !== 'delete'
  return {
    summary: endpoint.summary,
    operationId: `${endpoint.method}${endpoint.path.replace(/[^A-Za-z]+(\w)?/g, (_, letter: string) => (letter ?? '').toUpperCase())}`,
    tags: [endpoint.path.split('/')[2] ?? ''],
    'x-permission': endpoint.permission,
    ...(endpoint.permission === 'public' && { security: [] }),
    parameters: [
      ...parameters(endpoint.params, 'path'),
      ...parameters(endpoint.query, 'query'),
      ...besides(endpoint, isReadable),
    ],
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
          ? foreign
            ? { description: 'As the protocol says.', content: foreign }
            : { description: 'A stream or a file.' }
          : {
              description: 'Done.',
              ...(!endpoint.anonymous && { headers: headersOf(endpoint) }),
              content: { 'application/json': { schema: replyOf(endpoint) } },
            },
      ...(endpoint.method === 'get' && !endpoint.raw && { 304: { description: 'As known (If-None-Match); no body.' } }),
      ...(isReadable &&
        endpoint.method !== 'get' && { 412: { description: 'Changed meanwhile (If-Match).', content: problem } }),
      default: { description: 'Refused, with words for the user.', content: { ...problem, ...foreign } },
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
