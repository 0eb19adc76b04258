import { movePoint } from '#platform/numbers/decimal.ts'
import type { Row } from '../source.ts'
import { categoryOf, isoInstant, type SalesforceObject } from './objects.ts'

/** A record of the REST API: fields by name, what it refers to nested. */
export type SalesforceRecord = Readonly<Record<string, unknown>>

/** How records of one object become rows. */
export type RowMaker = {
  ofRecord: (record: SalesforceRecord) => Row
  /** Rows of a CSV result by its own header. */
  ofCsv: (header: readonly string[]) => (cells: readonly string[]) => Row
}

/** Makes rows with cells in the order of `columns`; `columns` that the org does not have stay empty. */
export function rowMaker(of: SalesforceObject, columns: readonly string[], currency: string): RowMaker {
  const idAt = of.is === 'history' || of.is === 'lines' ? 'OpportunityId' : null
  function row(value: (field: string) => string): Row {
    const cells = columns.map((column) => cellOf(of, column, value, currency))
    return {
      id: value('Id'),
      stamp: isoInstant(value(of.stamp)),
      cells,
      ...(idAt && { deal: value(idAt) }),
    }
  }
  return {
    ofRecord: (record) => row((field) => textAt(record, field)),
    ofCsv(header) {
      const places = new Map(header.map((name, at) => [name, at]))
      return (cells) => row((field) => cells[places.get(field) ?? -1] ?? '')
    },
  }
}

function cellOf(of: SalesforceObject, column: string, value: (field: string) => string, currency: string): string {
  const text = value(column)
  const own = of.own?.get(column)
  if (own) return own.word(text)
  if (column === 'SystemModstamp' || column === 'CreatedDate') return isoInstant(text)
  if (of.is === 'lines' && column === 'Discount') return text && movePoint(text, -2)
  // Whatever a deleted line was of, it goes.
  if (of.is === 'lines' && column === 'Product2Id' && value('IsDeleted') === 'true') return ''
  if (column.startsWith('ForecastCategory')) return text && categoryOf(text)
  if (column === 'AnnualRevenue' && isOfOther(value('CurrencyIsoCode'), currency)) return ''
  if (of.object === 'User' && column === 'ManagerId' && text === value('Id')) return ''
  return text
}

/** Revenue of accounts is kept in the company's currency: an amount in another one would be wrong by a factor. */
function isOfOther(code: string, currency: string): boolean {
  return code !== '' && code !== currency
}

function textAt(record: SalesforceRecord, path: string): string {
  let at: unknown = record
  for (const part of path.split('.')) at = (at as Record<string, unknown> | null | undefined)?.[part]
  return at === null || at === undefined ? '' : String(at)
}
