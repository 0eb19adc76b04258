import { Refusal } from '#platform/http/refusal.ts'
import { isObject, type Json } from './attributes.ts'
import { filterOf } from './filter.ts'
import { errorBody, ScimError } from './scim-error.ts'

type Asked = {
  filter?: string | undefined
  startIndex?: number | undefined
  count?: number | undefined
  attributes?: string | undefined
  excludedAttributes?: string | undefined
}

const USUAL = 100
const MOST = 500

/** A page of resources in the shape of a ListResponse: those that fit the filter, from the 1-based start on. */
export function listResponse(all: readonly Json[], asked: Asked): Json {
  const found = asked.filter ? all.filter(filterOf(asked.filter)) : all
  const startIndex = Math.max(1, asked.startIndex ?? 1)
  const count = Math.min(MOST, Math.max(0, asked.count ?? USUAL))
  const page = found.slice(startIndex - 1, startIndex - 1 + count)
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: found.length,
    startIndex,
    itemsPerPage: page.length,
    Resources: page.map((resource) => projected(resource, asked)),
  }
}

/** A resource with the attributes that were asked for; id and schemas always stay. */
export function projected(resource: Json, { attributes, excludedAttributes }: Asked): Json {
  const named = (text: string | undefined) =>
    new Set(
      (text ?? '')
        .toLowerCase()
        .split(',')
        .map((each) => each.trim().replace(/\..*/, '')),
    )
  const [wanted, left] = [named(attributes), named(excludedAttributes)]
  return Object.fromEntries(
    Object.entries(resource).filter(([key]) => {
      const name = key.toLowerCase()
      if (name === 'id' || name === 'schemas') return true
      return attributes ? wanted.has(name) : !left.has(name)
    }),
  )
}

/** Carries out what SCIM asks for and answers in its media type; what is refused in its shape of errors. */
export async function answered(status: number, work: () => Promise<Json | null>): Promise<Response> {
  try {
    const body = await work()
    if (body === null) return new Response(null, { status: 204 })
    const location = isObject(body.meta) && typeof body.meta.location === 'string' ? body.meta.location : null
    return asScim(status, body, status === 201 && location ? { location } : {})
  } catch (error) {
    const known = asScimError(error)
    if (known === null) throw error
    return asScim(known.status, errorBody(known))
  }
}

/** Refusals of other rooms, such as that of the last owner, in the words of SCIM. */
function asScimError(error: unknown): ScimError | null {
  if (error instanceof ScimError) return error
  if (!(error instanceof Refusal)) return null
  const detail = [error.problem.message, error.problem.wayOut].filter(Boolean).join(' ')
  return new ScimError(error.status, detail, error.status === 409 ? 'mutability' : null)
}

function asScim(status: number, body: Json, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/scim+json;charset=utf-8', ...headers },
  })
}
