import type { IncomingMessage, ServerResponse } from 'node:http'
import { bodyOf, send } from './serve.ts'

export type FakeOdooRecord = { id: number; write_date: string } & Record<string, unknown>
type Condition = [string, string, unknown] | '|'
type Asked = { domain: Condition[]; fields: string[]; limit?: number; order?: string }

/** A small Odoo 19: the External JSON-2 API with search_read over models that a test holds, errors in its own form. */
export class FakeOdoo {
  readonly models: Record<string, FakeOdooRecord[]> = {}
  readonly failures: { status: number; body: unknown; headers?: Record<string, string> }[] = []
  readonly calls: string[] = []
  now: string
  key: string

  constructor(key: string, now: string) {
    this.key = key
    this.now = now
  }

  /** Puts a record, new or known, at the moment that it is. */
  put(model: string, id: number, values: Record<string, unknown>): void {
    this.models[model] ??= []
    const list = this.models[model]
    const known = list.find((each) => each.id === id)
    const write_date = this.now.replace('T', ' ').slice(0, 19)
    if (known) Object.assign(known, values, { write_date })
    else list.push({ id, ...values, write_date })
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request)
    response.setHeader('date', new Date(this.now).toUTCString())
    this.calls.push(`${request.method} ${request.url}`)
    const failure = this.failures.shift()
    if (failure) return send(response, failure.status, failure.body, failure.headers)
    if (String(request.headers.authorization).toLowerCase() !== `bearer ${this.key}`)
      return send(response, 401, { name: 'werkzeug.exceptions.Unauthorized', message: 'Invalid apikey', arguments: [] })
    const [, json, two, model = '', method] = (request.url ?? '').split('/')
    const list = this.models[model]
    if (json !== 'json' || two !== '2' || method !== 'search_read' || !list)
      return send(response, 404, {
        name: 'werkzeug.exceptions.NotFound',
        message: `the model '${model}' does not exist`,
        arguments: [],
      })
    send(response, 200, this.#found(list, JSON.parse(body) as Asked))
  }

  #found(list: FakeOdooRecord[], { domain, fields, limit = 80 }: Asked): unknown[] {
    const holds = this.#reader(domain)
    return list
      .filter(holds)
      .sort((a, b) => a.id - b.id)
      .slice(0, limit)
      .map((each) => Object.fromEntries([['id', each.id], ...fields.map((field) => [field, each[field] ?? false])]))
  }

  /** A domain is written before its terms: '|' joins the next two, all else holds together. */
  #reader(domain: readonly Condition[]): (record: FakeOdooRecord) => boolean {
    const terms: ((record: FakeOdooRecord) => boolean)[] = []
    for (let at = 0; at < domain.length; at++) {
      const term = domain[at]!
      if (term !== '|') {
        terms.push(this.#holds(term))
        continue
      }
      const [one, other] = [domain[at + 1], domain[at + 2]] as [[string, string, unknown], [string, string, unknown]]
      const [first, second] = [this.#holds(one), this.#holds(other)]
      terms.push((record) => first(record) || second(record))
      at += 2
    }
    return (record) => terms.every((holds) => holds(record))
  }

  #holds([field, operator, value]: [string, string, unknown]): (record: FakeOdooRecord) => boolean {
    return (record) => this.#values(record, field).some((held) => compared(held, operator, value))
  }

  #values(record: FakeOdooRecord, field: string): unknown[] {
    if (field !== 'order_line.write_date') return [plain(record[field] ?? false)]
    return (this.models['sale.order.line'] ?? [])
      .filter(({ order_id: order }) => plain(order) === record.id)
      .map(({ write_date: at }) => at)
  }
}

function plain(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}

function compared(held: unknown, operator: string, value: unknown): boolean {
  if (operator === 'in') return (value as unknown[]).includes(held)
  if (operator === '=') return held === value
  if (operator === '!=') return held !== value
  return operator === '>=' ? (held as string) >= (value as string) : (held as number) > (value as number)
}
