import { movePoint } from '#platform/numbers/decimal.ts'
import type { Row } from '../source.ts'
import type { Asked, HubspotObject } from './read.io.ts'

export const products: Asked = { type: 'products', properties: ['name', 'hs_sku', 'hs_lastmodifieddate'] }

export const lineItems: Asked = {
  type: 'line_items',
  properties: [
    'name',
    'hs_product_id',
    'hs_sku',
    'quantity',
    'price',
    'hs_discount_percentage',
    'amount',
    'hs_line_item_currency_code',
    'createdate',
    'hs_lastmodifieddate',
  ],
  associations: 'deals',
}

/** Header -> field of the file of items. Lines call products by the id, in a column of this name. */
export const productColumns = { hs_product_id: 'alias', hs_sku: 'code', name: 'name' } as const

export const lineColumns = {
  id: 'key',
  deal: 'deal',
  hs_product_id: 'item',
  quantity: 'quantity',
  price: 'unit_price',
  hs_discount_percentage: 'discount',
  amount: 'amount',
  hs_line_item_currency_code: 'line_currency',
  createdate: 'created_at',
  archived: 'deleted',
} as const

/** A product of the library. */
export function productRow({ id, properties }: HubspotObject): Row {
  const value = (name: string) => properties[name] ?? ''
  return { id, stamp: value('hs_lastmodifieddate'), cells: [id, value('hs_sku'), value('name') || `Product ${id}`] }
}

/** A line; one that was archived, or that belongs to no deal any more, is removed whatever it says. A line without a product is found by its SKU or name. */
export function lineRow({ id, properties, associations, archived, archivedAt }: HubspotObject): Row {
  const value = (name: string) => properties[name] ?? ''
  const deal = associations?.deals?.results[0]?.id
  const isGone = archived === true || deal === undefined
  const percent = value('hs_discount_percentage')
  const own: Record<string, string> = {
    id,
    deal: deal ?? '',
    hs_product_id: isGone ? '' : value('hs_product_id') || value('hs_sku') || value('name'),
    hs_discount_percentage: percent && movePoint(percent, -2),
    archived: String(isGone),
  }
  return {
    id,
    stamp: archivedAt ?? value('hs_lastmodifieddate'),
    cells: Object.keys(lineColumns).map((column) => own[column] ?? value(column)),
    ...(!isGone && deal && { deal }),
  }
}
