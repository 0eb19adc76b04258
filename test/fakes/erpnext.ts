import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyOf, send } from './serve.ts'

export type FakeDoc = { name: string; modified: string } & Record<string, string | number>

/** A small ERPNext (Frappe 15): lists below /api/resource with filters and pages, its token, its zone, errors in its own form. */
export class FakeErpnext {
  readonly docs: Record<string, FakeDoc[]> = {}
  readonly calls: string[] = []
  /** DocTypes that the user of the token may not read. */
  readonly hidden = new Set<string>()
  now: string
  /** What clocks show where the site is, ahead of Greenwich. */
  readonly hoursAhead = 5.5
  token: string

  constructor(token: string, now: string) {
    this.token = token
    this.now = now
  }

  /** Puts a document, new or known, at the moment that it is. */
  put(doctype: string, name: string, values: Record<string, string | number>): void {
    this.docs[doctype] ??= []
    const list = this.docs[doctype]
    const modified = new Date(Date.parse(this.now) + this.hoursAhead * 3_600_000)
      .toISOString()
      .replace('T', ' ')
      .slice(0, 19)
    const known = list.find((each) => each.name === name)
    if (known) Object.assign(known, values, { modified: `${modified}.000000` })
    else list.push({ name, ...values, modified: `${modified}.000000` })
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    await bodyOf(request)
    const url = new URL(request.url ?? '/', 'http://fake')
    response.setHeader('date', new Date(this.now).toUTCString())
    this.calls.push(url.pathname)
    if (request.headers.authorization !== `token ${this.token}`)
      return send(response, 401, {
        exc_type: 'AuthenticationError',
        exception: 'frappe.exceptions.AuthenticationError',
      })
    if (url.pathname === '/api/method/frappe.auth.get_logged_user')
      return send(response, 200, { message: 'api@example.com' })
    if (url.pathname === '/api/method/frappe.client.get_time_zone')
      return send(response, 200, { message: { time_zone: 'Asia/Kolkata' } })
    const doctype = decodeURIComponent(url.pathname.replace('/api/resource/', ''))
    if (this.hidden.has(doctype) || (doctype.endsWith(' Item') && !url.searchParams.get('parent')))
      return send(response, 403, { exc_type: 'PermissionError', exception: `No permission for ${doctype}` })
    send(response, 200, { data: this.#list(doctype, url.searchParams) })
  }

  #list(doctype: string, asked: URLSearchParams): object[] {
    const filters = JSON.parse(asked.get('filters') ?? '[]') as [
      string,
      string,
      string | number | (string | number)[],
    ][]
    const fields = JSON.parse(asked.get('fields') ?? '["name"]') as string[]
    const length = Number(asked.get('limit_page_length') ?? 20)
    return (this.docs[doctype] ?? [])
      .filter((doc) =>
        filters.every(([field, operator, value]) => {
          const held = doc[field] ?? (typeof value === 'number' ? 0 : '')
          if (operator === 'in') return (value as (string | number)[]).includes(held)
          if (operator === '>') return held > (value as string)
          return operator === '=' ? held === value : held >= (value as string)
        }),
      )
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .slice(0, length)
      .map((doc) => Object.fromEntries(fields.map((field) => [field, doc[field] ?? null])))
  }
}
