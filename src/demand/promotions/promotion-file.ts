import { day, decimal, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs, type RowRule, stop } from '#platform/importing/rule.ts'

/** A promotion of what nobody knows is a mistake: it makes nothing. */
const known = { unknownKey: 'quarantine', unknownName: 'quarantine' } as const

/** How a file lists promotions. */
export const promotionFile: Omit<FileKind, 'loads'> = {
  name: 'promotions',
  turn: 95,
  fields: [
    text(
      'promotion',
      'Promotion',
      4,
      'promotion promotionname promo promoname campaign campaignname aktion aktionsname',
    ),
    text('kind', 'Kind', 1, 'kind promotionkind promotiontype promotype type mechanic art aktionsart'),
    reference('item', 'Item', 'item', 2, 'item itemcode sku product productcode artikel artikelnummer', known),
    reference('family', 'Family', 'family', 2, 'family category productfamily itemfamily warengruppe', known),
    reference('territory', 'Territory', 'territory', 1, 'territory region gebiet', known),
    day('starts_on', 'First day', 4, 'startson start startdate from firstday validfrom begin begindate von beginn'),
    day('ends_on', 'Last day', 4, 'endson end enddate to until lastday validto bis ende'),
    decimal('price', 'Price', 1, 'price promotionprice promoprice offerprice aktionspreis preis'),
  ],
  required: [['promotion'], ['starts_on'], ['ends_on'], ['item', 'family']],
  fileWords: /promo|campaign|aktion/i,
  rule: promotionRule(),
  permission: 'demand:treat',
  event: 'demand.promotions.changed',
  door: { label: 'See the promotions', to: '/demand?tab=promotions', permission: 'demand:read' },
}

function promotionRule(): RowRule {
  const filled = needs('promotion', 'starts_on', 'ends_on')
  return (row, input) => {
    filled(row, input)
    const { cells } = row
    if (cells.item && cells.family)
      stop(row, 'family', 'two subjects', 'a promotion is of an item or of a family, not of both')
    if (!cells.item && !cells.family) stop(row, 'item', 'missing value', 'neither an item nor a family is given')
    if (cells.starts_on && cells.ends_on && cells.ends_on < cells.starts_on)
      stop(row, 'ends_on', 'ends before it begins', `${cells.ends_on} lies before the first day, ${cells.starts_on}`)
    if (cells.price?.startsWith('-')) stop(row, 'price', 'negative price', `${cells.price} is below zero`)
  }
}
