import type { Around } from '../linked.ts'
import { lineMapping, newOnly, productMapping } from '../products.ts'
import type { Found, ObjectReader } from '../source.ts'
import { type HubspotApi, NotAllowed } from './api.io.ts'
import { lineColumns, lineItems, lineRow, productColumns, productRow, products } from './products.ts'
import { type Asked, associatedIds, objectsById } from './read.io.ts'

/** Makes a reader of one object. */
type Reading = (
  asked: Asked,
  of: Pick<ObjectReader, 'object' | 'kind' | 'is' | 'mapping'> & {
    columns: Readonly<Record<string, string | null>>
    rows: (object: Parameters<typeof lineRow>[0]) => ReturnType<typeof lineRow>[]
  },
) => ObjectReader

/** Readers of products and of lines of deals, as far as the app may see them; what it may not is told. */
export async function productReaders(
  api: HubspotApi,
  around: Around,
  reading: Reading,
): Promise<{ products: ObjectReader[]; lines: ObjectReader[]; found: Found[] }> {
  const found: Found[] = []
  const isShown = async ({ type }: Asked, kind: string, scope: string) => {
    try {
      await api.get(`/crm/v3/objects/${type}`, { limit: '1' })
      return true
    } catch (error) {
      if (!(error instanceof NotAllowed)) throw error
      const says = `HubSpot does not show ${type} to the app of this connection, so its ${kind} are not read. Give the app the scope ${scope}.`
      found.push({ kind: 'hidden object', about: type, says })
      return false
    }
  }
  const [hasProducts, hasLines] = [
    await isShown(products, 'items', 'crm.objects.products.read'),
    await isShown(lineItems, 'products of deals', 'crm.objects.line_items.read'),
  ]
  return {
    products: hasProducts ? [productReader(reading, around)] : [],
    lines: hasLines ? [lineReader(api, reading)] : [],
    found,
  }
}

function productReader(reading: Reading, { here }: Around): ObjectReader {
  const reader = reading(products, {
    ...{ object: 'products', kind: 'items', is: 'other', columns: productColumns },
    mapping: () => productMapping('HubSpot', productColumns),
    rows: (each) => (each.archived ? [] : [productRow(each)]),
  })
  const columns = { id: 0, code: 1, name: 2, others: [] }
  return {
    ...reader,
    read: (at) => newOnly(reader.read(at), columns, here.items),
    readAgain: (ids) => newOnly(reader.readAgain(ids), columns, here.items),
  }
}

function lineReader(api: HubspotApi, reading: Reading): ObjectReader {
  const reader = reading(lineItems, {
    ...{ object: 'line_items', kind: 'products of deals', is: 'lines', columns: lineColumns },
    mapping: () => lineMapping('HubSpot', lineColumns),
    rows: (each) => [lineRow(each)],
  })
  return {
    ...reader,
    async *readOf(deals) {
      const ids = await associatedIds(api, { from: 'deals', to: 'line_items', ids: deals })
      for await (const objects of objectsById(api, lineItems, ids)) yield { rows: objects.map(lineRow) }
    },
  }
}
