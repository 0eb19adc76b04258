import { z } from 'zod'
import type { Endpoint } from '../contract.ts'
import { schemaOf } from '../json-schema.ts'

/**
 * How a list comes out of its endpoint: `whole`; in pages by `offset`; in pages that begin after a key; or only its first rows.
 */
export type Paging =
  | { by: 'whole' }
  | { by: 'offset'; usual: number; most: number }
  | { by: 'key'; parameter: string; usual: number; most: number }
  | { by: 'first rows' }

/** The one list that an endpoint answers with. */
export type List = {
  /** The property of the reply that holds the rows. */
  name: string
  columns: readonly string[]
  paging: Paging
  /** The endpoint sorts by itself. */
  sorts: boolean
}

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  default?: number
  maximum?: number
}

const known = new WeakMap<Endpoint, List | null>()

/** The list of an endpoint that reads one; null where it answers with none, or with several. */
export function listOf(endpoint: Endpoint): List | null {
  if (!known.has(endpoint)) known.set(endpoint, listIn(endpoint))
  return known.get(endpoint) ?? null
}

/** What a reply that is no list can be narrowed to. */
export function namesOf(endpoint: Endpoint): string[] {
  return columnsIn(schemaOf(endpoint.reply, 'output') as Schema)
}

function listIn(endpoint: Endpoint): List | null {
  if (endpoint.method !== 'get' || endpoint.raw || !(endpoint.reply instanceof z.ZodObject)) return null
  const reply = schemaOf(endpoint.reply, 'output') as Schema
  const lists = Object.entries(reply.properties ?? {}).filter(
    ([, { type, items }]) => type === 'array' && items !== undefined && columnsIn(items).length > 0,
  )
  const [list] = lists
  if (lists.length !== 1 || !list) return null
  const query = (schemaOf(endpoint.query) as Schema).properties ?? {}
  return {
    name: list[0],
    columns: columnsIn(list[1].items ?? {}),
    paging: pagingOf(query, reply.properties ?? {}),
    sorts: 'sort' in query,
  }
}

function pagingOf(query: Record<string, Schema>, reply: Record<string, Schema>): Paging {
  const { limit } = query
  if (!limit) return { by: 'whole' }
  const pages = { usual: limit.default ?? 100, most: limit.maximum ?? 500 }
  if ('offset' in query) return { by: 'offset', ...pages }
  const parameter = ['after', 'before'].find((name) => name in query)
  if (parameter && ('next' in reply || 'more' in reply)) return { by: 'key', parameter, ...pages }
  return { by: 'first rows' }
}

function columnsIn(schema: Schema): string[] {
  const parts = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])]
  return [...new Set(parts.flatMap(({ properties }) => Object.keys(properties ?? {})))]
}
