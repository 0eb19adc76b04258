import type { Endpoint } from '#platform/http/contract.ts'
import { schemaOf } from '#platform/http/json-schema.ts'

type Properties = Record<string, unknown>
type ObjectSchema = { properties?: Properties; required?: string[]; $defs?: Properties }

/** The JSON Schema of all that an endpoint takes, in one object: path, query and body together. */
export function inputSchema({ params, query, body }: Endpoint) {
  const parts = [params, query, body].map((shape) => schemaOf(shape) as ObjectSchema)
  const defs = Object.assign({}, ...parts.map(({ $defs }) => $defs ?? {}))
  return {
    type: 'object' as const,
    properties: Object.assign({}, ...parts.map(({ properties }) => properties ?? {})) as Properties,
    required: [...new Set(parts.flatMap(({ required }) => required ?? []))],
    additionalProperties: false,
    ...(Object.keys(defs).length > 0 && { $defs: defs }),
  }
}

/** The request that asks an endpoint with these arguments. */
export function requestFor(endpoint: Endpoint, given: Record<string, unknown>): { path: string; init: RequestInit } {
  const places = new Set([...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given[name] ?? '')))
  const others = Object.entries(given).filter(([name, value]) => !places.has(name) && value !== undefined)
  const queried = new Set(Object.keys((schemaOf(endpoint.query) as ObjectSchema).properties ?? {}))
  const query = others.filter(([name, value]) => queried.has(name) && value !== null)
  const body = others.filter(([name]) => !queried.has(name))
  const search = new URLSearchParams(query.map(([name, value]) => [name, String(value)])).toString()
  const hasBody = endpoint.method !== 'get' && endpoint.method !== 'delete'
  return {
    path: search ? `${path}?${search}` : path,
    init: {
      method: endpoint.method.toUpperCase(),
      ...(hasBody && {
        body: JSON.stringify(Object.fromEntries(body)),
        headers: { 'content-type': 'application/json' },
      }),
    },
  }
}
