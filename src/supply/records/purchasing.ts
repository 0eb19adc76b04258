import { field, type Given, holding, names, type RecordNoun, type Value, type WrongRow } from './record.ts'

/** A bought item, as files of purchasing name it. */
export const boughtItem = names(
  'item',
  'item',
  'Item',
  'What is bought.',
  'productid item itemcode product productnumber sku partnumber artikel material',
  {
    weight: 2,
    required: true,
    traits: { unknownKey: 'quarantine' },
  },
)

/** Who delivers to us. */
export const suppliers: RecordNoun = {
  path: 'suppliers',
  plural: 'suppliers',
  one: 'supplier',
  table: 'supply.supplier',
  words: 'Who delivers to us.',
  identity: [],
  thing: 'supplier',
  turn: 40,
  fileWords: /vendor|supplier|lieferant/i,
  fields: [
    field(
      'code',
      'key',
      'Code',
      'By which purchase orders name it.',
      'vendorid supplierid vendorkey suppliercode vendorcode lieferantennummer businessentityid',
      { weight: 2 },
    ),
    field('accountNumber', 'key', 'Account number', 'Our account at the supplier.', 'accountnumber', { weight: 1 }),
    field('name', 'text', 'Supplier', 'Its name.', 'name supplier vendor vendorname suppliername lieferant', {
      weight: 2,
      required: true,
    }),
    field('creditRating', 'whole', 'Credit rating', 'As the file rates it; 1 is best.', 'creditrating rating', {
      weight: 4,
    }),
    field('preferred', 'yes-no', 'Preferred', 'Whether it is asked first.', 'preferredvendorstatus preferred', {
      weight: 4,
    }),
    field('active', 'yes-no', 'Active', 'Whether we still buy from it.', 'activeflag active', { weight: 2 }),
  ],
}

/** What a supplier sells to us, how fast and for how much. */
export const supplierItems: RecordNoun = {
  path: 'supplier-items',
  plural: 'supplier items',
  one: 'supplier item',
  table: 'supply.supplier_item',
  words:
    'What a supplier sells to us: price, lead time, least and most order, from when to when, and what part of all that is bought it is to have.',
  identity: ['item', 'supplier'],
  identityWhereFilled: ['starts_on'],
  day: 'lastReceivedOn',
  turn: 73,
  fileWords: /vendor|supplier|lieferant|fournisseur|purchas/i,
  wrong: crossedShares,
  fields: [
    boughtItem,
    names(
      'supplier',
      'supplier',
      'Supplier',
      'From whom.',
      'businessentityid vendorid supplier vendor supplierid lieferant fournisseur',
      { weight: 2, required: true, traits: { unknownKey: 'quarantine' } },
    ),
    field(
      'leadDays',
      'decimal',
      'Lead time',
      'Days from order to receipt, as stated.',
      'averageleadtime leadtime leaddays leadtimedays lieferzeit délai delai délaidelivraison delaidelivraison',
      { weight: 5 },
    ),
    field(
      'price',
      'decimal',
      'Price',
      'Money per unit, as agreed.',
      'standardprice price unitprice purchaseprice preis einkaufspreis prix prixunitaire',
      {
        weight: 2,
      },
    ),
    field('lastCost', 'decimal', 'Last cost', 'Money per unit at the last receipt.', 'lastreceiptcost lastcost', {
      weight: 3,
    }),
    field('lastReceivedOn', 'day', 'Last received', 'Day of the last receipt.', 'lastreceiptdate lastreceivedon', {
      weight: 3,
    }),
    field(
      'leastOrder',
      'decimal',
      'Least order',
      'Least units of an order.',
      'minorderqty minimumorder moq leastorder mindestbestellmenge quantitéminimale quantiteminimale',
      { weight: 3 },
    ),
    field('mostOrder', 'decimal', 'Most order', 'Most units of an order.', 'maxorderqty maximumorder mostorder', {
      weight: 3,
    }),
    field(
      'leastShare',
      'share',
      'Least share',
      'The least part of what is bought of the item that this supplier is to have over a plan; none if left out.',
      'leastshare minshare minimumshare minimumquota leastquota mindestanteil mindestquote partminimale partmin quotaminimum',
      { weight: 2, least: 0, most: 1 },
    ),
    field(
      'mostShare',
      'share',
      'Most share',
      'The most part of what is bought of the item that this supplier is to have over a plan; all if left out.',
      'mostshare maxshare maximumshare maximumquota mostquota hoechstanteil höchstanteil hoechstquote höchstquote partmaximale partmax quotamaximum',
      { weight: 2, least: 0, most: 1 },
    ),
    ...holding,
    field('onOrder', 'decimal', 'On order', 'Units on order, as the file says.', 'onorderqty onorder', { weight: 2 }),
    field('unit', 'text', 'Unit', 'The unit in which it is bought.', 'unitmeasurecode unit uom', { weight: 1 }),
  ],
}

/** A least part that is more than the most part. */
function crossedShares(given: Given): WrongRow | null {
  const [least, most] = [given('leastShare') ?? null, given('mostShare') ?? null]
  if (least === null || most === null || Number(least) <= Number(most)) return null
  const percent = (share: Value) => `${Number((Number(share) * 100).toFixed(6))} %`
  return {
    ...{ code: 'least-above-most', kind: 'least above most', field: 'leastShare' },
    says: `A least share of ${percent(least)} is more than the most share of ${percent(most)}`,
    wayOut: 'Lower the least share or raise the most share.',
  }
}
