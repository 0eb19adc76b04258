import type { Api } from '../api.io.ts'
import type { There, WriteField, Writer } from '../source.ts'
import { answerOf, type Result } from './answers.ts'
import { salesforceCalls } from './calls.io.ts'
import { ask, categoryOf, isoInstant } from './objects.ts'
import { recordsOf } from './read.io.ts'

/** As the API calls the fields that may be written. */
const names: Record<WriteField, string> = {
  'forecast category': 'ForecastCategoryName',
  'expected close': 'CloseDate',
  'next step': 'NextStep',
}

type Opportunity = Record<string, string | boolean | null> & { Id: string }

/** How opportunities are written: in collections, each on its own account. */
export function salesforceWriter(
  api: Api,
  { fields, categories, timeZone }: { fields: readonly string[]; categories: readonly string[]; timeZone: string },
): Writer {
  const shown = (Object.keys(names) as WriteField[]).filter((field) => fields.includes(names[field]))
  return {
    system: 'Salesforce',
    atOnce: 200,
    async look(ids) {
      const asked = ['Id', 'SystemModstamp', 'IsClosed', ...shown.map((field) => names[field])]
      const condition = `Id IN (${ids.map((id) => `'${id}'`).join(',')})`
      const records = await recordsOf<Opportunity>(api, ask('Opportunity', asked, [condition]))
      const found = new Map(records.map((record) => [shortId(record.Id), thereOf(record, shown)]))
      return new Map(
        ids.flatMap((id) => {
          const there = found.get(shortId(id))
          return there ? [[id, there] as const] : []
        }),
      )
    },
    async write(rows) {
      const records = rows.map(({ id, to }) => ({
        attributes: { type: 'Opportunity' },
        id,
        ...Object.fromEntries(
          (Object.keys(to) as WriteField[]).map((field) => [
            names[field],
            saidAs(field, to[field] ?? null, categories),
          ]),
        ),
      }))
      const results = await api.patch<Result[]>('/composite/sobjects', { allOrNone: false, records })
      return new Map(rows.map(({ id }, nth) => [id, answerOf(results[nth])]))
    },
    calls: salesforceCalls(api, timeZone),
  }
}

function thereOf(record: Opportunity, shown: readonly WriteField[]): There {
  const says = shown.map((field) => {
    const value = record[names[field]]
    const text = value === null || value === undefined ? null : String(value)
    return [field, field === 'forecast category' && text ? categoryOf(text) : text]
  })
  return {
    stamp: isoInstant(String(record.SystemModstamp)),
    isClosed: record.IsClosed === true,
    says: Object.fromEntries(says),
  }
}

/** The word of the org for one of our categories; what it does not offer is sent as we call it, and refused by it by name. */
function saidAs(field: WriteField, value: string | null, categories: readonly string[]): string | null {
  if (field !== 'forecast category' || value === null) return value
  const offered = categories.filter((word) => categoryOf(word) === value)
  return offered.find((word) => word.toLowerCase() === value) ?? offered[0] ?? value
}

/** Ids of 15 and of 18 characters are one. */
function shortId(id: string): string {
  return id.slice(0, 15)
}
