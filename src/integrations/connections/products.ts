import type { Mapping } from '#platform/importing/mapping.ts'
import { feedMapping } from './feed-mapping.ts'
import type { Batch, Row } from './source.ts'

type Item = { code: string; name: string }

/** Items that are here, found by the id of a product that became one, and by code and name without capitals. */
export type ItemsHere = {
  byProduct: ReadonlyMap<string, Item>
  byCode: ReadonlyMap<string, Item>
  names: ReadonlySet<string>
}

/** The columns of a product: its id there, its code and its name, and what else is only said of a new item. */
type Columns = { id: number; code: number; name: number; others: readonly number[] }

/**
 * Products become items that are not here yet. One that is here, by its id, its code or its name, stays as it is, so that the ERP goes on
 * saying what items are called and which family they are of; only the id by which the CRM calls it is learned.
 */
export async function* newOnly(
  batches: AsyncIterable<Batch>,
  columns: Columns,
  here: () => Promise<ItemsHere>,
): AsyncGenerator<Batch> {
  let known: ItemsHere | undefined
  for await (const batch of batches) {
    known ??= await here()
    const { rows } = batch
    yield { ...batch, rows: rows.map((row) => ({ ...row, cells: plain(row.cells, columns, known!) })) }
  }
}

function plain(cells: Row['cells'], columns: Columns, { byProduct, byCode, names }: ItemsHere): Row['cells'] {
  const { id, code, name, others } = columns
  const ours = byProduct.get(cells[id] ?? '') ?? byCode.get((cells[code] ?? '').toLowerCase())
  if (!ours && !names.has((cells[name] ?? '').toLowerCase())) return cells
  return cells.map((cell, at) => {
    if (others.includes(at)) return ''
    if (ours && at === code) return ours.code
    return ours && at === name ? ours.name : cell
  })
}

/** What the columns of products mean. */
export function productMapping(source: string, columns: Readonly<Record<string, string | null>>): Mapping {
  return feedMapping({ kind: 'items', source, columns, empties: 'keep' })
}

/** What the columns of lines of deals mean; a product that is no item here keeps its line out, and is told. */
export function lineMapping(source: string, columns: Readonly<Record<string, string | null>>): Mapping {
  return feedMapping({ kind: 'products of deals', source, columns, missing: { item: 'quarantine' } })
}
