import { feedMapping } from '../feed-mapping.ts'
import type { Batch, Found, ObjectReader, Row } from '../source.ts'
import { hiddenObject } from './problem.ts'

/** What an ERP system is read for: header of each column -> field of the file it becomes; null is only for the record. */
export const erpColumns = {
  sites: { id: null, site: 'name' },
  items: { id: null, code: 'code', item: 'name', family: 'family', list_price: 'list_price', unit: 'unit' },
  'order lines': {
    id: 'key',
    order: 'order_number',
    ordered_on: 'ordered_on',
    due_on: 'due_on',
    shipped: 'shipped_quantity',
    item: 'item',
    customer: 'account',
    quantity: 'quantity',
    amount: 'amount',
    currency: 'currency',
  },
  'stock positions': { id: null, item: 'item', site: 'site', quantity: 'quantity', counted_on: 'counted_on' },
  'recipe components': {
    id: null,
    assembly: 'assembly',
    component: 'component',
    quantity: 'quantity',
    ends_on: 'ends_on',
  },
  suppliers: { id: null, code: 'code', supplier: 'name' },
  'purchase orders': {
    id: null,
    order: 'order_number',
    supplier: 'supplier',
    status: 'status',
    ordered_on: 'ordered_on',
  },
  'purchase order lines': {
    id: null,
    order: 'order_number',
    line: 'line_number',
    item: 'item',
    due_on: 'due_on',
    quantity: 'quantity',
    received: 'received',
    unit_price: 'unit_price',
  },
} as const satisfies Record<string, Record<string, string | null>>

export type ErpKind = keyof typeof erpColumns

/** A row by its headers; what is left out is empty. */
export type ErpRow = { id: string; stamp: string } & Readonly<Record<string, string>>

/** How rows of one object are read: all of them, or those touched since. */
export type ErpRead = (since: string | null) => AsyncIterable<ErpRow[]>

/** A reader of one object of an ERP system. */
function erpReader(of: { source: string; object: string; kind: ErpKind; read: ErpRead }): ObjectReader {
  const { source, object, kind, read } = of
  const columns: Readonly<Record<string, string | null>> = erpColumns[kind]
  const headers = Object.keys(columns)
  const rowOf = (row: ErpRow): Row => ({
    id: row.id,
    stamp: row.stamp,
    cells: headers.map((header) => row[header] ?? ''),
  })
  return {
    object,
    kind,
    is: 'other',
    columns: headers,
    mapping: () => feedMapping({ kind, source, columns, missing: { account: 'create', supplier: 'create' } }),
    async *read({ since }): AsyncGenerator<Batch> {
      for await (const rows of read(since)) yield { rows: rows.map(rowOf) }
    },
    async *readAgain(ids): AsyncGenerator<Batch> {
      const wanted = new Set(ids)
      for await (const rows of read(null)) yield { rows: rows.filter(({ id }) => wanted.has(id)).map(rowOf) }
    },
  }
}

/** An object that may be read; `probe` asks for none of its rows, so that what is hidden or not installed shows first. */
export type Candidate = { object: string; kind: ErpKind; read: ErpRead; probe?: ErpRead }

/** Readers of what the system shows; what it does not is told, the rest is read. */
export async function readersOf(
  source: string,
  candidates: readonly Candidate[],
): Promise<{ readers: ObjectReader[]; found: Found[] }> {
  const readers: ObjectReader[] = []
  const found: Found[] = []
  for (const { object, kind, read, probe = read } of candidates) {
    try {
      for await (const _ of probe(afterAll));
      readers.push(erpReader({ source, object, kind, read }))
    } catch (error) {
      found.push(hiddenObject(error, { object, kind, system: source }))
    }
  }
  return { readers, found }
}

const afterAll = '2999-01-01T00:00:00.000Z'
