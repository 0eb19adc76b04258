import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import type { FakeRecord, FakeTable } from './salesforce.ts'

/** A query as the fake understands it. */
export type Parsed = {
  object: string
  fields: string[]
  isCount: boolean
  /** The instant of a condition of the form "field >= instant". */
  since: string | null
  conditions: ((record: FakeRecord) => boolean)[]
}

/** Reads the small part of SOQL that is asked of the fake. */
export function parse(soql: string): Parsed {
  const [, what = '', object = '', , where = ''] = /^SELECT (.+?) FROM (\w+)( WHERE (.+))?$/.exec(soql) ?? []
  const isCount = what === 'COUNT()'
  return {
    object,
    isCount,
    since: / >= (\S+)/.exec(where)?.[1] ?? null,
    fields: isCount ? [] : what.split(', '),
    conditions: where === '' ? [] : where.split(' AND ').map(conditionOf),
  }
}

function conditionOf(text: string): (record: FakeRecord) => boolean {
  const [, among = '', list = ''] = /^(\w+) IN \((.+)\)$/.exec(text) ?? []
  if (among) {
    const values = new Set(list.split(',').map((each) => each.slice(1, -1)))
    return (record) => values.has(String(record[among]))
  }
  const [, since = '', instant = ''] = /^(\w+) >= (\S+)$/.exec(text) ?? []
  if (since) return (record) => Date.parse(String(record[since])) >= Date.parse(instant)
  const [, field = '', value = ''] = /^(\w+) = '(.*)'$/.exec(text) ?? []
  return (record) => String(record[field]) === value
}

/** REST writes instants with +0000, and what a record refers to as a record within it. */
export function shaped(record: FakeRecord, fields: readonly string[]): Record<string, unknown> {
  const out: Record<string, unknown> = { attributes: { type: 'fake' } }
  for (const field of fields) {
    const [own = '', inner] = field.split('.')
    if (inner) out[own] = record[field] === undefined ? null : { attributes: {}, [inner]: record[field] }
    else out[own] = restText(record[own] ?? null)
  }
  return out
}

function restText(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*Z$/.test(value) ? value.replace(/Z$/, '+0000') : value
}

/** Sends records from one place to another as CSV, as fast as they are taken. */
export async function writeCsv(
  response: ServerResponse,
  { table, parsed, from, to }: { table: FakeTable; parsed: Parsed; from: number; to: number },
): Promise<void> {
  let text = `${parsed.fields.map((field) => `"${field}"`).join(',')}\n`
  for (let place = from; place < to; place++) {
    const record = table.at(place)
    if (parsed.conditions.every((holds) => holds(record)))
      text += `${parsed.fields.map((field) => `"${String(record[field] ?? '').replaceAll('"', '""')}"`).join(',')}\n`
    if (text.length < 1 << 16) continue
    if (response.destroyed) return
    if (!response.write(text)) {
      const gone = new AbortController()
      await Promise.race([once(response, 'drain', gone), once(response, 'close', gone)]).finally(() => gone.abort())
    }
    text = ''
  }
  response.end(text)
}
