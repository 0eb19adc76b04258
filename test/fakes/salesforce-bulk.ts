import type { ServerResponse } from 'node:http'
import type { Given, Oddities } from './salesforce.ts'
import { parse, writeCsv } from './salesforce-soql.ts'
import { send } from './serve.ts'

/** Query jobs of the Bulk API 2.0: made, polled, their results sent in parts with a locator for the next one. */
export class BulkJobs {
  readonly #given: Required<Given>
  readonly #odd: Oddities
  readonly #jobs = new Map<string, { query: string; polls: number }>()

  constructor(given: Required<Given>, odd: Oddities) {
    this.#given = given
    this.#odd = odd
  }

  start(query: string, response: ServerResponse): void {
    const id = `750${this.#jobs.size}`
    this.#jobs.set(id, { query, polls: 0 })
    send(response, 200, { id, operation: 'queryAll', state: 'UploadComplete', contentType: 'CSV', lineEnding: 'LF' })
  }

  state(id: string, response: ServerResponse): void {
    const job = this.#jobs.get(id)
    if (!job) fail(response, 404, 'NOT_FOUND', nowhere)
    else send(response, 200, { id, state: job.polls++ === 0 ? 'InProgress' : 'JobComplete' })
  }

  results(id: string, params: URLSearchParams, response: ServerResponse): void {
    const job = this.#odd.lostJobs ? undefined : this.#jobs.get(id)
    if (!job) {
      fail(response, 404, 'NOT_FOUND', nowhere)
      return
    }
    this.#odd.beforePart()
    const parsed = parse(job.query)
    const table = this.#given.tables[parsed.object]!
    const locator = params.get('locator')
    const from = locator ? Number(Buffer.from(locator, 'base64').toString()) : 0
    const { partSize } = this.#given
    const to = Math.min(table.size(), from + Math.min(partSize, Number(params.get('maxRecords') ?? partSize)))
    response.writeHead(200, {
      'content-type': 'text/csv',
      'sforce-numberofrecords': String(to - from),
      'sforce-locator': to < table.size() ? Buffer.from(String(to)).toString('base64') : 'null',
    })
    void writeCsv(response, { table, parsed, from, to })
  }
}

export const nowhere = 'The requested resource does not exist'

/** Answers with an error in the form of Salesforce: an array of {errorCode, message}. */
export function fail(response: ServerResponse, status: number, errorCode: string, message: string): void {
  send(response, status, [{ errorCode, message }])
}
