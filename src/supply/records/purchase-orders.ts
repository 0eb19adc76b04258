import { boughtItem } from './purchasing.ts'
import { field, names, type RecordNoun } from './record.ts'

/** Orders to suppliers. */
export const purchaseOrders: RecordNoun = {
  path: 'purchase-orders',
  plural: 'purchase orders',
  one: 'purchase order',
  table: 'supply.purchase_order',
  words: 'Orders to suppliers: when ordered, when shipped, for how much.',
  identity: ['order_number'],
  day: 'orderedOn',
  turn: 78,
  fileWords: /purchas|bestell/i,
  fields: [
    field(
      'orderNumber',
      'key',
      'Purchase order',
      'Its number.',
      'purchaseorderid purchaseorder purchaseordernumber ponumber',
      { weight: 4, required: true },
    ),
    names('supplier', 'supplier', 'Supplier', 'To whom.', 'vendorid supplier vendor supplierid lieferant', {
      weight: 4,
      required: true,
      traits: { unknownKey: 'quarantine' },
    }),
    field(
      'status',
      'text',
      'Status',
      'As the file says it: 1 pending, 2 approved, 3 rejected, 4 complete where it is a number.',
      'status orderstatus',
      { weight: 1 },
    ),
    field('revision', 'whole', 'Revision', 'How often it was changed.', 'revisionnumber revision', { weight: 1 }),
    field('orderedOn', 'day', 'Ordered on', 'Day of the order.', 'orderdate orderedon date', { weight: 2 }),
    field('shippedOn', 'day', 'Shipped on', 'Day on which the supplier shipped.', 'shipdate shippedon', { weight: 2 }),
    field('subtotal', 'decimal', 'Subtotal', 'Money for the goods.', 'subtotal netamount', { weight: 3 }),
    field('tax', 'decimal', 'Tax', 'Tax on it.', 'taxamt tax', { weight: 1 }),
    field('freight', 'decimal', 'Freight', 'Cost of the transport.', 'freight', { weight: 1 }),
    field('total', 'decimal', 'Total', 'Everything together.', 'totaldue total', { weight: 2 }),
  ],
}

/** What was ordered from suppliers, received and rejected. */
export const purchaseOrderLines: RecordNoun = {
  path: 'purchase-order-lines',
  plural: 'purchase order lines',
  one: 'purchase order line',
  table: 'supply.purchase_order_line',
  words: 'What was ordered from suppliers, what was received, rejected and put into stock.',
  identity: ['order_number', 'line_number', 'item'],
  day: 'dueOn',
  turn: 79,
  fileWords: /purchas|receipt|bestell/i,
  fields: [
    field(
      'orderNumber',
      'key',
      'Purchase order',
      'Its number.',
      'purchaseorderid purchaseorder purchaseordernumber ponumber',
      { weight: 4, required: true },
    ),
    field(
      'lineNumber',
      'key',
      'Line',
      'Its line.',
      'purchaseorderdetailid purchaseorderline linenumber line position',
      { weight: 3 },
    ),
    boughtItem,
    field('dueOn', 'day', 'Due on', 'Day by which it was wanted.', 'duedate dueon deliverydate', { weight: 2 }),
    field('receivedOn', 'day', 'Received on', 'Day on which it came.', 'receiveddate receivedon receiptdate', {
      weight: 2,
    }),
    field('quantity', 'decimal', 'Ordered', 'Units ordered.', 'orderqty quantity orderedquantity menge', {
      weight: 2,
      required: true,
    }),
    field(
      'received',
      'decimal',
      'Received',
      'Units received, rejected ones included.',
      'receivedqty received quantityreceived',
      { weight: 5 },
    ),
    field('rejected', 'decimal', 'Rejected', 'Units rejected at receipt.', 'rejectedqty rejected quantityrejected', {
      weight: 5,
    }),
    field('stocked', 'decimal', 'Stocked', 'Units put into stock.', 'stockedqty stocked', { weight: 2 }),
    field('unitPrice', 'decimal', 'Unit price', 'Money per unit.', 'unitprice price', { weight: 1 }),
    field('amount', 'decimal', 'Amount', 'Money for the line.', 'linetotal amount', { weight: 1 }),
  ],
}
