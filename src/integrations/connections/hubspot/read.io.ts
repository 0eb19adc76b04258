import { type HubspotApi, HubspotProblem } from './api.io.ts'
import type { Held } from './history.ts'

/** An object as the API gives it. */
export type HubspotObject = {
  id: string
  properties: Record<string, string | null>
  propertiesWithHistory?: Record<string, Held[]>
  associations?: Record<string, { results: { id: string; type?: string }[] }>
  archived?: boolean
  archivedAt?: string
  updatedAt?: string
}

/** What is asked of an object. */
export type Asked = {
  type: 'companies' | 'deals' | 'products' | 'line_items' | 'goal_targets'
  properties: readonly string[]
  withHistory?: readonly string[]
  associations?: string
}

type Page<T> = { results: T[]; paging?: { next?: { after: string } } }

const searchLimit = 10_000
const pagesToCheckpoint = 20

/** All objects, page by page, the archived ones behind the others; a place in them survives a crash. */
export async function* allObjects(
  api: HubspotApi,
  asked: Asked,
  resume: string | null,
): AsyncGenerator<{ objects: HubspotObject[]; resume?: string }> {
  const place = resume ? (JSON.parse(resume) as { archived: boolean; after: string }) : { archived: false, after: '' }
  for (const archived of place.archived ? [true] : [false, true]) {
    let after = archived === place.archived ? place.after : ''
    for (let nth = 1; ; nth++) {
      const page = await api.get<Page<HubspotObject>>(
        `/crm/v3/objects/${asked.type}`,
        paramsOf(asked, { archived, after }),
      )
      const next = page.paging?.next?.after
      const mark = next && nth % pagesToCheckpoint === 0 ? { resume: JSON.stringify({ archived, after: next }) } : {}
      yield { objects: page.results.map((each) => ({ ...each, archived })), ...mark }
      if (!next) break
      after = next
    }
  }
}

function paramsOf(
  { properties, withHistory, associations }: Asked,
  { archived, after }: { archived: boolean; after: string },
) {
  return {
    limit: withHistory ? '50' : '100',
    properties: properties.join(','),
    ...(withHistory && { propertiesWithHistory: withHistory.join(',') }),
    ...(associations && { associations }),
    archived: String(archived),
    ...(after && { after }),
  }
}

/** Ids of objects touched since: found by search, which ends at 10,000 and is begun anew behind the last one found. */
export async function touchedIds(
  api: HubspotApi,
  { type, since }: { type: Asked['type']; since: string },
): Promise<string[]> {
  const ids = new Set<string>()
  let [from, last, after] = [Date.parse(since), Date.parse(since), '']
  for (;;) {
    const page = await searched(api, { type, from, after })
    for (const { id, properties } of page?.results ?? []) {
      ids.add(id)
      last = Date.parse(properties.hs_lastmodifieddate ?? '') || last
    }
    after = page?.paging?.next?.after ?? ''
    if (page && after === '') return [...ids]
    if (page && Number(after) < searchLimit) continue
    // More of one moment than a search tells: it cannot go behind them; one millisecond later it can.
    from = last > from ? last : from + 1
    after = ''
  }
}

/** A page of the objects touched since, the longest untouched first; undefined where the search goes no further. */
async function searched(
  api: HubspotApi,
  { type, from, after }: { type: Asked['type']; from: number; after: string },
): Promise<Page<HubspotObject> | undefined> {
  try {
    return await api.post<Page<HubspotObject>>(`/crm/v3/objects/${type}/search`, {
      filterGroups: [{ filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: String(from) }] }],
      sorts: [{ propertyName: 'hs_lastmodifieddate', direction: 'ASCENDING' }],
      properties: ['hs_lastmodifieddate'],
      limit: 100,
      ...(after && { after }),
    })
  } catch (error) {
    if (error instanceof HubspotProblem && after !== '') return undefined
    throw error
  }
}

/** These objects with all that is asked of them. */
export async function* objectsById(
  api: HubspotApi,
  asked: Asked,
  ids: readonly string[],
): AsyncGenerator<HubspotObject[]> {
  const atOnce = asked.withHistory ? 50 : 100
  for (let at = 0; at < ids.length; at += atOnce) {
    const inputs = ids.slice(at, at + atOnce).map((id) => ({ id }))
    const { properties, withHistory } = asked
    const body = { inputs, properties, ...(withHistory && { propertiesWithHistory: withHistory }) }
    const { results } = await api.post<Page<HubspotObject>>(`/crm/v3/objects/${asked.type}/batch/read`, body)
    yield asked.associations ? await associated(api, results, asked.type, asked.associations) : results
  }
}

type Association = { from: { id: string }; to: { toObjectId: number | string }[] }

async function associated(
  api: HubspotApi,
  objects: HubspotObject[],
  type: string,
  other: string,
): Promise<HubspotObject[]> {
  if (objects.length === 0) return objects
  const inputs = objects.map(({ id }) => ({ id }))
  const { results } = await api.post<Page<Association>>(`/crm/v4/associations/${type}/${other}/batch/read`, { inputs })
  const links = new Map(
    results.map(({ from, to }) => [from.id, to.map(({ toObjectId }) => ({ id: String(toObjectId) }))]),
  )
  return objects.map((each) => ({ ...each, associations: { [other]: { results: links.get(each.id) ?? [] } } }))
}

/** The ids of what is associated with these objects. */
export async function associatedIds(
  api: HubspotApi,
  { from, to, ids }: { from: string; to: string; ids: readonly string[] },
): Promise<string[]> {
  const found: string[] = []
  for (let at = 0; at < ids.length; at += 100) {
    const inputs = ids.slice(at, at + 100).map((id) => ({ id }))
    const { results } = await api.post<Page<Association>>(`/crm/v4/associations/${from}/${to}/batch/read`, { inputs })
    found.push(...results.flatMap((each) => each.to.map(({ toObjectId }) => String(toObjectId))))
  }
  return found
}

/** Objects archived since: there is no search for them, so their list is read through. */
export async function archivedSince(api: HubspotApi, asked: Asked, since: string): Promise<HubspotObject[]> {
  const found: HubspotObject[] = []
  for await (const { objects } of allObjects(api, { ...asked }, JSON.stringify({ archived: true, after: '' })))
    found.push(...objects.filter(({ archivedAt }) => archivedAt && Date.parse(archivedAt) >= Date.parse(since)))
  return found
}
