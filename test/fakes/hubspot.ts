import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyOf, redirect, send } from './serve.ts'
import { FakeSignIn } from './sign-in.ts'

/** A property and the times at which it was set, newest first, as HubSpot tells them. */
type History = Record<string, { value: string; timestamp: string; sourceType: string }[]>

type Type = 'companies' | 'deals' | 'products' | 'line_items' | 'goal_targets' | 'calls'

export type FakeObject = {
  id: string
  properties: Record<string, string>
  history: History
  companies: string[]
  /** Of a line: its deal. */
  deals?: string[]
  archivedAt?: string
}

/** A small HubSpot: owners, pipelines, lists paged by `after`, search that ends early, batch reads with history, associations, limits. */
export class FakeHubspot {
  readonly owners: {
    id: string
    email: string
    firstName: string
    lastName: string
    archived: boolean
    updatedAt: string
    userId?: number
    teams?: { id: string; name: string; primary: boolean }[]
  }[] = []
  readonly pipelines: unknown[] = []
  readonly objects: Record<Type, FakeObject[]> = {
    companies: [],
    deals: [],
    products: [],
    line_items: [],
    goal_targets: [],
    calls: [],
  }
  /** Objects that the app may not see. */
  readonly hidden = new Set<string>()
  /** Properties that people made, beside those of HubSpot itself. */
  readonly properties: Record<'companies' | 'deals', object[]> = { companies: [], deals: [] }
  /** Answered once each, before anything else. */
  readonly failures: { status: number; body: unknown; headers?: Record<string, string> }[] = []
  readonly calls: string[] = []
  /** Where people sign in to give an app a token. */
  readonly door = new FakeSignIn()
  /** What was made is not answered, and all that follows fails, as when either side dies. */
  diesAfterWrite = false
  pageSize = 2
  categories = ['OMIT', 'PIPELINE', 'BEST_CASE', 'COMMIT', 'CLOSED']
  searchLimit = 10_000
  now: string
  readonly #token: string

  constructor(token: string, now: string) {
    this.#token = token
    this.now = now
  }

  /** Sets properties of an object, new or known, at the moment that it is. */
  set(type: Type, id: string, properties: Record<string, string>, companies: string[] = []): FakeObject {
    const list = this.objects[type]
    const known = list.find((each) => each.id === id)
    const object = known ?? { id, properties: { createdate: this.now }, history: {}, companies }
    if (!known) list.push(object)
    Object.assign(object.properties, properties, { hs_lastmodifieddate: this.now })
    for (const [name, value] of Object.entries(properties)) {
      const told = { value, timestamp: this.now, sourceType: 'CRM_UI' }
      object.history[name] = [told, ...(object.history[name] ?? [])]
    }
    return object
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    const text = await bodyOf(request)
    if (url.pathname === '/oauth/authorize') return redirect(response, this.door.allow(url))
    if (url.pathname === '/oauth/v3/token') return this.#giveToken(new URLSearchParams(text), response)
    const body = text === '' ? {} : (JSON.parse(text) as Body)
    response.setHeader('date', new Date(this.now).toUTCString())
    this.calls.push(`${request.method} ${url.pathname}`)
    const failure = this.failures.shift()
    if (failure) return send(response, failure.status, failure.body, failure.headers)
    if (request.headers.authorization !== `Bearer ${this.#token}`)
      return send(response, 401, {
        status: 'error',
        message: 'The token is invalid',
        category: 'INVALID_AUTHENTICATION',
      })
    if ([...this.hidden].some((type) => url.pathname.startsWith(`/crm/v3/objects/${type}`)))
      return send(response, 403, { status: 'error', category: 'MISSING_SCOPES', message: 'This app lacks a scope.' })
    const found = this.#answerOf(url, body)
    if (this.diesAfterWrite && url.pathname.endsWith('/create')) {
      this.failures.push(
        ...Array.from({ length: 9 }, () => ({ status: 500, body: {}, headers: { 'retry-after': '0' } })),
      )
      response.destroy()
      return
    }
    if (found === undefined)
      send(response, 404, { status: 'error', message: 'not found', category: 'OBJECT_NOT_FOUND' })
    else if ('refused' in found)
      send(response, 400, { status: 'error', message: found.refused, category: 'VALIDATION_ERROR' })
    else send(response, /\/(calls|create)$/.test(url.pathname) && request.method === 'POST' ? 201 : 200, found)
  }

  #giveToken(form: URLSearchParams, response: ServerResponse): void {
    const refreshToken = this.door.redeem(form)
    if (refreshToken)
      send(response, 200, {
        token_type: 'bearer',
        access_token: this.#token,
        refresh_token: refreshToken,
        expires_in: 1800,
      })
    else send(response, 400, { status: 'BAD_REFRESH_TOKEN', message: 'missing or invalid refresh token' })
  }

  #answerOf(url: URL, body: Body): object | { refused: string } | undefined {
    const { searchParams: params } = url
    const pathname = url.pathname.replace(/\/$/, '')
    if (pathname === '/crm/v3/pipelines/deals') return { results: this.pipelines }
    if (pathname === '/crm/v3/owners')
      return { results: this.owners.filter(({ archived }) => String(archived) === params.get('archived')) }
    if (pathname === '/crm/v3/properties/deals/hs_manual_forecast_category')
      return { options: this.categories.map((value) => ({ value, label: value, hidden: false })) }
    const [, described = ''] = /^\/crm\/v3\/properties\/(deals|companies)$/.exec(pathname) ?? []
    if (described) return { results: [...standard[described as 'deals'], ...this.properties[described as 'deals']] }
    const [, , , , type = '', action = '', verb = ''] = pathname.split('/')
    if (pathname.startsWith('/crm/v4/associations/')) return this.#associations(pathname, body)
    const list = this.objects[type as 'deals']
    if (!list) return undefined
    if (action === 'search') return this.#search(list, body)
    if (verb === 'create') return this.#create(body.inputs ?? [])
    if (type === 'calls' && action === '' && body.properties) return this.#create([body as Created])
    if (verb === 'update') return this.#update(body.inputs ?? [])
    if (action === 'batch') return this.#batch(list, body as Batch)
    if (body.properties && action !== '') return this.#update([{ id: action, properties: body.properties }])
    const archived = params.get('archived') === 'true'
    const wanted = list.filter(({ archivedAt }) => (archivedAt !== undefined) === archived)
    const from = Number(params.get('after') ?? 0)
    if (params.get('propertiesWithHistory') && Number(params.get('limit')) > 50)
      return { refused: 'limit is 50 with history' }
    const page = wanted.slice(from, from + this.pageSize)
    const history = params.getAll('propertiesWithHistory').join().split(',')
    return {
      results: page.map((each) =>
        asked(shown(each, history, params.has('associations')), params.getAll('properties').join()),
      ),
      ...nextOf(from + this.pageSize, wanted.length),
    }
  }

  #search(list: FakeObject[], { filterGroups, after }: Body): object {
    const since = Number(filterGroups?.[0]?.filters[0]?.value)
    const stamp = (each: FakeObject) => Date.parse(each.properties.hs_lastmodifieddate ?? '')
    const found = list.filter((each) => !each.archivedAt && stamp(each) >= since).sort((a, b) => stamp(a) - stamp(b))
    const from = Number(after ?? 0)
    if (from >= this.searchLimit) return { refused: 'The search ends at 10,000.' }
    const page = found.slice(from, from + this.pageSize)
    return {
      total: found.length,
      results: page.map((each) => shown(each, [], false)),
      ...nextOf(from + this.pageSize, found.length),
    }
  }

  #batch(list: FakeObject[], { inputs = [], propertiesWithHistory = [], properties = [] }: Batch): object {
    if (propertiesWithHistory.length > 0 && inputs.length > 50) return { refused: 'at most 50 with history' }
    const ids = new Set(inputs.map(({ id }) => id))
    const found = list.filter(({ id }) => ids.has(id))
    return { results: found.map((each) => asked(shown(each, propertiesWithHistory, false), properties.join())) }
  }

  /** One value that is not accepted refuses the whole batch. */
  #update(inputs: NonNullable<Body['inputs']>): object {
    for (const { properties = {} } of inputs) {
      const category = properties.hs_manual_forecast_category
      if (category && !this.categories.includes(category))
        return { refused: `${category} was not one of the allowed options` }
    }
    return { results: inputs.map(({ id, properties = {} }) => shown(this.set('deals', id, properties), [], false)) }
  }

  /** Calls are made about deals that are there, in a status that a call has; one that is not accepted refuses all. */
  #create(inputs: Created[]): object {
    for (const { properties, associations } of inputs) {
      const [to] = associations ?? []
      if (!this.objects.deals.some(({ id, archivedAt }) => id === to?.to.id && !archivedAt))
        return { refused: `Object ${to?.to.id} does not exist` }
      if (to?.types[0]?.associationTypeId !== 206) return { refused: 'no such association' }
      if (properties?.hs_call_status !== 'COMPLETED' || Number.isNaN(Date.parse(properties.hs_timestamp ?? '')))
        return { refused: 'Property values were not valid' }
      const owner = properties.hubspot_owner_id
      if (owner && !this.owners.some(({ id, archived }) => id === owner && !archived))
        return { refused: `${owner} is no active owner` }
    }
    const results = inputs.map(({ properties, associations }) => {
      const call = this.set('calls', String(90_000 + this.objects.calls.length), properties ?? {})
      call.deals = [associations![0]!.to.id]
      return shown(call, [], false)
    })
    return { status: 'COMPLETE', results, startedAt: this.now, completedAt: this.now }
  }

  #associations(pathname: string, { inputs = [] }: Body): object {
    const [, , , , from, to] = pathname.split('/')
    const of = (id: string): string[] => {
      if (from === 'line_items') return this.objects.line_items.find((each) => each.id === id)?.deals ?? []
      if (to === 'calls') return this.objects.calls.filter(({ deals }) => deals?.includes(id)).map((call) => call.id)
      if (to === 'line_items')
        return this.objects.line_items.filter(({ deals }) => deals?.includes(id)).map((line) => line.id)
      return this.objects.deals.find((each) => each.id === id)?.companies ?? []
    }
    return { results: inputs.map(({ id }) => ({ from: { id }, to: of(id).map((to) => ({ toObjectId: Number(to) })) })) }
  }
}

type Created = {
  properties?: Record<string, string>
  associations?: { to: { id: string }; types: { associationTypeId: number }[] }[]
}

type Body = {
  inputs?: ({ id: string; properties?: Record<string, string> } & Created)[]
  properties?: Record<string, string>
  propertiesWithHistory?: string[]
  filterGroups?: { filters: { value: string }[] }[]
  after?: string
}

type Batch = Omit<Body, 'properties'> & { properties?: string[] }

/** A few of those that HubSpot itself makes. */
const standard = { deals: standardOf('dealname'), companies: standardOf('name') }

function standardOf(named: string): object[] {
  return [named, 'hs_object_id'].map((name) => ({
    ...{ name, label: name, type: 'string', fieldType: 'text', hubspotDefined: true, archived: false },
    hidden: name === 'hs_object_id',
  }))
}

/** Only what was asked for is told; a name that is no property is passed over in silence. */
function asked(object: Shown, properties: string | null): Shown {
  const names = new Set(['hs_object_id', 'createdate', 'hs_lastmodifieddate', ...(properties ?? '').split(',')])
  const told = Object.entries(object.properties).filter(([name]) => names.has(name))
  return { ...object, properties: Object.fromEntries(told) }
}

type Shown = { id: string; properties: Record<string, string>; [more: string]: unknown }

function shown(each: FakeObject, history: readonly string[], withCompanies: boolean): Shown {
  const named = history.filter((name) => name !== '')
  return {
    id: each.id,
    properties: { ...each.properties, hs_object_id: each.id },
    ...(named.length > 0 && {
      propertiesWithHistory: Object.fromEntries(named.map((name) => [name, each.history[name] ?? []])),
    }),
    ...(withCompanies && {
      associations: {
        companies: { results: each.companies.map((id) => ({ id, type: 'deal_to_company' })) },
        // What was archived is associated with nothing any more.
        ...(!each.archivedAt && {
          deals: { results: (each.deals ?? []).map((id) => ({ id, type: 'line_item_to_deal' })) },
        }),
      },
    }),
    ...(each.archivedAt && { archivedAt: each.archivedAt }),
  }
}

function nextOf(next: number, length: number): object {
  return next < length ? { paging: { next: { after: String(next), link: '' } } } : {}
}
