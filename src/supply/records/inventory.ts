import { field, names, type RecordNoun } from './record.ts'

const item = names(
  'item',
  'item',
  'Item',
  'What is in stock: an item, by its code.',
  'item itemcode productid productkey product sku productnumber partnumber article artikel material artikelnummer',
  { weight: 2, required: true, traits: { unknownKey: 'quarantine', writtenAs: 'item_key' } },
)
const site = names('site', 'site', 'Site', 'Where it lies: a plant or warehouse.', 'site plant warehouse werk lager')
const itemKey = field('itemKey', 'text', 'Key in the file', 'How the file itself called the item.', 'itemkey', {
  hidden: true,
  weight: 0,
})

/** What lies where, as last counted. */
export const stockPositions: RecordNoun = {
  path: 'stock-positions',
  plural: 'stock positions',
  one: 'stock position',
  table: 'supply.stock_position',
  words: 'What lies where, as it was last counted. A plan begins from here.',
  identity: ['item', 'site', 'location', 'shelf', 'bin'],
  day: 'countedOn',
  turn: 70,
  fileWords: /inventory|stock|bestand/i,
  fields: [
    item,
    site,
    names(
      'location',
      'location',
      'Location',
      'The place within a site.',
      'location locationid storagelocation lagerort',
      {
        weight: 2,
      },
    ),
    field('shelf', 'text', 'Shelf', 'Shelf within the location.', 'shelf regal', { weight: 2 }),
    field('bin', 'text', 'Bin', 'Bin on the shelf.', 'bin fach', { weight: 2 }),
    field(
      'quantity',
      'decimal',
      'Quantity',
      'Units there, in the unit of the item; below zero is listed as a problem.',
      'quantity qty onhand quantityonhand qtyonhand stock stocklevel bestand menge unitsinstock',
      {
        weight: 3,
        required: true,
      },
    ),
    field(
      'countedOn',
      'day',
      'Counted on',
      'The day of the count.',
      'countedon countdate asof stockdate inventurdatum snapshotdate',
    ),
  ],
}

/** Stock day by day. */
export const stockDays: RecordNoun = {
  path: 'stock-days',
  plural: 'stock days',
  one: 'stock day',
  table: 'supply.stock_day',
  words: 'What came in, went out and was left on each day.',
  identity: ['item', 'item_key', 'site', 'day'],
  day: 'day',
  turn: 72,
  fileWords: /inventory|stock|movement|bewegung/i,
  fields: [
    item,
    itemKey,
    site,
    field('day', 'day', 'Day', 'The day.', 'movementdate day date stockdate buchungsdatum', {
      weight: 3,
      required: true,
    }),
    field('unitsIn', 'decimal', 'In', 'Units that came in on the day.', 'unitsin quantityin qtyin receipts zugang', {
      weight: 4,
    }),
    field(
      'unitsOut',
      'decimal',
      'Out',
      'Units that went out on the day.',
      'unitsout quantityout qtyout issues abgang',
      { weight: 4 },
    ),
    field(
      'balance',
      'decimal',
      'Balance',
      'Units left at the end of the day.',
      'unitsbalance balance closingstock endingstock onhand',
      { weight: 4 },
    ),
    field(
      'unitCost',
      'decimal',
      'Unit cost',
      'What one unit was worth on the day, in company currency.',
      'unitcost cost kosten',
      { weight: 1 },
    ),
  ],
}

/** From when until when a cost or price holds. */
const validity = [
  field('startsOn', 'day', 'From', 'First day on which it holds.', 'startdate startson from validfrom', {
    weight: 2,
    required: true,
  }),
  field(
    'endsOn',
    'day',
    'Until',
    'Last day on which it holds; empty while it still does.',
    'enddate endson to validto',
    {
      weight: 1,
    },
  ),
]

/** Standard costs with their dates. */
export const itemCosts: RecordNoun = {
  path: 'item-costs',
  plural: 'standard costs',
  one: 'standard cost',
  table: 'supply.item_cost',
  words: 'What a unit of an item costs by the standard, and from when to when.',
  identity: ['item', 'starts_on'],
  day: 'startsOn',
  turn: 71,
  fileWords: /cost/i,
  fields: [
    item,
    ...validity,
    field(
      'standardCost',
      'decimal',
      'Standard cost',
      'Money per unit, in company currency.',
      'standardcost cost unitcost',
      { weight: 5, required: true },
    ),
  ],
}

/** List prices with their dates. */
export const itemPrices: RecordNoun = {
  path: 'item-prices',
  plural: 'list prices',
  one: 'list price',
  table: 'supply.item_price',
  words: 'What a unit of an item is listed at, and from when to when.',
  identity: ['item', 'starts_on'],
  day: 'startsOn',
  turn: 71,
  fileWords: /price/i,
  fields: [
    item,
    ...validity,
    field('listPrice', 'decimal', 'List price', 'Money per unit, in company currency.', 'listprice', {
      weight: 5,
      required: true,
    }),
  ],
}
