import type { IncomingMessage, ServerResponse } from 'node:http'
import { BulkJobs, fail, nowhere } from './salesforce-bulk.ts'
import { type Parsed, parse, shaped } from './salesforce-soql.ts'
import { bodyOf, redirect, send, serveHere } from './serve.ts'
import { FakeSignIn } from './sign-in.ts'

/** A record as the org holds it: fields by name, what it refers to nested, instants as ISO text. */
export type FakeRecord = Record<string, unknown> & { Id: string }

/** What an object holds: records by their place, so that a million need not lie in memory. */
export type FakeTable = {
  size: () => number
  at: (place: number) => FakeRecord
  fields: readonly string[]
  /** The places of all records that may have been touched since, where an index knows them. */
  touched?: (since: string) => Iterable<number>
}

/** What goes wrong, as it does out there; a test turns it on and off. */
export type Oddities = {
  /** Every session ends after so many calls (INVALID_SESSION_ID). */
  sessionCalls: number
  /** So many calls are left before REQUEST_LIMIT_EXCEEDED. */
  callsLeft: number
  /** Answered once each, before anything else: a status with its headers. */
  failures: { status: number; headers?: Record<string, string>; body?: unknown }[]
  /** Query jobs that were forgotten: their results answer 404. */
  lostJobs: boolean
  /** The app was removed: no new session. */
  isRevoked: boolean
  /** Where people sign in; holds the refresh token, until they take it back. */
  door: FakeSignIn
  /** Fields that the user of the connection may not see, as Object.Field; an object's own name hides all of it. */
  hidden: Set<string>
  /** Called before a part of a result is sent. */
  beforePart: () => void
  /** What was written is not answered, and all that follows fails, as when either side dies. */
  diesAfterWrite: boolean
}

/** A small Salesforce: OAuth token, describe, REST query in pages, Bulk API 2.0 query jobs in parts, errors in its own form. */
export async function openFakeSalesforce(given: Given) {
  const fake = new FakeSalesforce(given)
  const { address, close } = await serveHere((request, response) => fake.answer(request, response))
  fake.address = address
  return { address, odd: fake.odd, calls: fake.calls, close }
}

/** What people of the org may be told when something is written: an error in its own words, or nothing. */
export type Refusal = { statusCode: string; message: string } | null

/** A field that people made: its label, its type, and of a picklist its values. */
export type OwnField = {
  label: string
  type: string
  picklistValues?: { value: string; label: string; active: boolean }[]
}

export type Given = {
  /** Makes a record of an object, with the id that it comes to have. */
  create?: (object: string, record: FakeRecord) => Refusal
  /** Writes fields of an opportunity. */
  write?: (id: string, fields: Readonly<Record<string, unknown>>) => Refusal
  picklists?: Readonly<Record<string, readonly string[]>>
  /** Fields that the people of the org made, by object and name. */
  own?: Readonly<Record<string, Readonly<Record<string, OwnField>>>>
  tables: Readonly<Record<string, FakeTable>>
  clientSecret: string
  pageSize?: number
  partSize?: number
  now?: () => Date
}

class FakeSalesforce {
  readonly odd: Oddities = {
    sessionCalls: Number.POSITIVE_INFINITY,
    callsLeft: Number.POSITIVE_INFINITY,
    failures: [],
    lostJobs: false,
    isRevoked: false,
    door: new FakeSignIn(),
    hidden: new Set(),
    beforePart: () => undefined,
    diesAfterWrite: false,
  }
  readonly calls: string[] = []
  address = ''
  readonly #given: Required<Given>
  readonly #sessions = new Map<string, number>()
  readonly #bulk: BulkJobs
  readonly #cursors = new Map<string, { records: FakeRecord[]; fields: string[] }>()
  #made = 0

  constructor(given: Given) {
    this.#given = {
      pageSize: 2000,
      partSize: 50_000,
      now: () => new Date(),
      create: () => null,
      write: () => null,
      picklists: {},
      own: {},
      ...given,
    }
    this.#bulk = new BulkJobs(this.#given, this.odd)
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://fake')
    const body = await bodyOf(request)
    response.setHeader('date', this.#given.now().toUTCString())
    if (url.pathname === '/services/oauth2/authorize') return redirect(response, this.odd.door.allow(url))
    if (url.pathname === '/services/oauth2/token') return this.#signIn(new URLSearchParams(body), response)
    this.calls.push(`${request.method} ${url.pathname}`)
    const { odd } = this
    const failure = odd.failures.shift()
    if (failure) return send(response, failure.status, failure.body ?? [], failure.headers)
    const token = String(request.headers.authorization).replace('Bearer ', '')
    const left = this.#sessions.get(token) ?? 0
    if (left <= 0) return fail(response, 401, 'INVALID_SESSION_ID', 'Session expired or invalid')
    this.#sessions.set(token, left - 1)
    if (odd.callsLeft-- <= 0) return fail(response, 403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.')
    this.#route(String(request.method), url, body, response)
  }

  #route(method: string, url: URL, body: string, response: ServerResponse): void {
    const path = url.pathname.replace(/^\/services\/data\/v\d+\.0/, '')
    const [, first = '', second = '', third = '', fourth = ''] = path.split('/')
    if (path === '/composite/sobjects')
      this.#write(method, (JSON.parse(body) as { records: FakeRecord[] }).records, response)
    else if (first === 'sobjects') this.#describe(second, response)
    else if (path === '/query' || path === '/queryAll')
      this.#query(url.searchParams.get('q') ?? '', path === '/queryAll', response)
    else if (first === 'query') this.#sendPage(second, response)
    else if (path === '/jobs/query') this.#startJob((JSON.parse(body) as { query: string }).query, response)
    else if (first === 'jobs' && fourth === 'results') this.#bulk.results(third, url.searchParams, response)
    else if (first === 'jobs') this.#bulk.state(third, response)
    else fail(response, 404, 'NOT_FOUND', nowhere)
  }

  /** A collection is changed (PATCH) or made (POST), each record on its own account. */
  #write(method: string, records: FakeRecord[], response: ServerResponse): void {
    const results = records.map(({ attributes, id: known, ...fields }) => {
      const { type } = attributes as { type: string }
      const id = method === 'POST' ? `${type}${++this.#made}` : String(known)
      const refused =
        method === 'POST' ? this.#given.create(type, { ...fields, Id: id }) : this.#given.write(id, fields)
      return refused
        ? { success: false, errors: [{ ...refused, fields: Object.keys(fields) }] }
        : { id, success: true, errors: [] }
    })
    if (this.odd.diesAfterWrite) {
      this.odd.failures.push(...Array.from({ length: 9 }, () => ({ status: 500, headers: { 'retry-after': '0' } })))
      response.destroy()
      return
    }
    send(response, 200, results)
  }

  #startJob(query: string, response: ServerResponse): void {
    if (this.#understood(query, response)) this.#bulk.start(query, response)
  }

  #signIn(form: URLSearchParams, response: ServerResponse): void {
    const isOfPerson = form.get('grant_type') !== 'client_credentials'
    const refreshToken = isOfPerson && !this.odd.isRevoked ? this.odd.door.redeem(form) : undefined
    const isShut = this.odd.isRevoked || form.get('client_secret') !== this.#given.clientSecret
    if (!refreshToken && (isOfPerson || isShut)) {
      send(response, 400, isOfPerson ? deadToken : wrongClient)
      return
    }
    const token = `00D!${++this.#made}`
    this.#sessions.set(token, this.odd.sessionCalls)
    const id = `${this.address}/id/00D000000000000EAA/005000000000000AAA`
    send(response, 200, {
      ...{ access_token: token, instance_url: this.address, id, token_type: 'Bearer', issued_at: '0', signature: '' },
      ...(refreshToken && { refresh_token: refreshToken }),
    })
  }

  #describe(name: string, response: ServerResponse): void {
    if (!this.#given.tables[name] || this.odd.hidden.has(name)) {
      fail(response, 404, 'NOT_FOUND', nowhere)
      return
    }
    const fields = this.#shown(name).map((field) => ({
      name: field,
      label: field,
      type: field === 'Id' ? 'id' : field.endsWith('Id') ? 'reference' : 'string',
      custom: field.endsWith('__c'),
      deprecatedAndHidden: false,
      relationshipName: relationOf(field),
      picklistValues: (this.#given.picklists[field] ?? []).map((value) => ({ value, label: value, active: true })),
      ...this.#given.own[name]?.[field],
    }))
    send(response, 200, { name, fields })
  }

  #shown(name: string): string[] {
    const own = Object.keys(this.#given.own[name] ?? {})
    return [...(this.#given.tables[name]?.fields ?? []), ...own].filter(
      (field) => !this.odd.hidden.has(`${name}.${field}`),
    )
  }

  #query(soql: string, isAll: boolean, response: ServerResponse): void {
    const parsed = this.#understood(soql, response)
    if (!parsed) return
    const isWhole = parsed.isCount && parsed.conditions.length === 0 && isAll
    const records = isWhole ? [] : [...this.#rowsOf(parsed, isAll)]
    const id = `01g${++this.#made}`
    const { length } = isWhole ? { length: this.#given.tables[parsed.object]!.size() } : records
    if (parsed.isCount) send(response, 200, { totalSize: length, done: true, records: [] })
    else {
      this.#cursors.set(id, { records, fields: parsed.fields })
      this.#sendPage(`${id}-0`, response)
    }
  }

  #sendPage(cursor: string, response: ServerResponse): void {
    const [id = '', from = '0'] = cursor.split('-')
    const held = this.#cursors.get(id)
    if (!held) {
      fail(response, 400, 'INVALID_QUERY_LOCATOR', 'invalid query locator')
      return
    }
    const next = Number(from) + this.#given.pageSize
    const { length } = held.records
    const records = held.records.slice(Number(from), next).map((record) => shaped(record, held.fields))
    const more = next < length ? { nextRecordsUrl: `/services/data/v60.0/query/${id}-${next}` } : {}
    send(response, 200, { totalSize: length, done: next >= length, ...more, records })
  }

  #understood(soql: string, response: ServerResponse): Parsed | undefined {
    const parsed = parse(soql)
    const { object, fields } = parsed
    if (!this.#given.tables[object] || this.odd.hidden.has(object)) {
      fail(response, 400, 'INVALID_TYPE', `sObject type '${object}' is not supported.`)
      return undefined
    }
    const shown = this.#shown(object)
    const known = new Set([...shown, ...shown.map(relationOf)])
    const strange = fields.find(
      (field) => !known.has(field.split('.')[0]!) || (field.includes('.') && shown.includes(field.split('.')[0]!)),
    )
    if (strange === undefined) return parsed
    fail(response, 400, 'INVALID_FIELD', `No such column '${strange}' on entity '${object}'.`)
    return undefined
  }

  *#rowsOf(parsed: Parsed, isAll: boolean): Generator<FakeRecord> {
    const table = this.#given.tables[parsed.object]!
    for (const place of (parsed.since && table.touched?.(parsed.since)) || Array(table.size()).keys()) {
      const record = table.at(place)
      if (!isAll && record.IsDeleted === true) continue
      if (parsed.conditions.every((holds) => holds(record))) yield record
    }
  }
}

/** What a field that refers to a record is called where fields of that record are asked for. */
function relationOf(field: string): string | null {
  if (field.endsWith('__c')) return field.replace(/__c$/, '__r')
  return field !== 'Id' && field.endsWith('Id') ? field.slice(0, -2) : null
}

const deadToken = { error: 'invalid_grant', error_description: 'expired access/refresh token' }
const wrongClient = { error: 'invalid_client', error_description: 'invalid client credentials' }

/** A table of records that a test holds and changes. */
export function heldTable(records: FakeRecord[], fields: readonly string[]): FakeTable {
  return { size: () => records.length, at: (place) => records[place]!, fields }
}
