import { day, decimal, key, reference, share, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { currencyOf, isLongAgo, needs, note, type RowCells, type RowRule, stop } from '#platform/importing/rule.ts'
import { add, multiply, roundDecimal } from '#platform/numbers/decimal.ts'

import { orderPresets } from './order-presets.ts'

/** How a file lists order lines. */
export const orderFile: Omit<FileKind, 'loads'> = {
  name: 'order lines',
  turn: 90,
  fields: [
    key('key', 'Line id', 1, 'lineid orderlineid id transactionid invoicelineid'),
    key(
      'order_number',
      'Order number',
      3,
      'order ordernumber orderno ordernr orderid invoiceno invoicenr invoicenum ordernum salesorderno rechnungsnr auftragsnr belegnr bestellnr belegno docno documentnumber documentno salesordernumber invoice invoicenumber auftrag auftragsnummer bestellnummer belegnummer orderref salesorder ponumber transactionid receiptnumber bestellung rechnungsnummer invoiceid commande numérocommande pedido ordine bestelnummer verkaufsbeleg verkaufsbelegnummer amazonorderid numérodecommande númerodepedido numeroordine numerodopedido vertriebsbeleg fakturanummer faktura',
    ),
    key(
      'line_number',
      'Line number',
      2,
      'line linenumber lineno salesorderlinenumber position pos itemno orderlinenumber salesorderline linenum',
    ),
    day(
      'ordered_on',
      'Ordered on',
      3,
      'orderdate orderedon date invoicedate salesdate day datum auftragsdatum bestelldatum belegdatum transactiondate createdat orderedat orderdatetime invoicedatetime datetime purchasedate datecommande fecha fechapedido data dataordine dato purchasedon purchasedat orderplaced datedecommande fechadepedido datadopedido besteldatum fakturadatum',
      { byContent: 'days' },
    ),
    day(
      'due_on',
      'Due on',
      1,
      'duedate dueon requesteddeliverydate requesteddate promiseddate deliverydate liefertermin',
    ),
    day('shipped_on', 'Shipped on', 1, 'shipdate shippedon shippeddate dispatchdate versanddatum'),
    decimal('shipped_quantity', 'Shipped quantity', 1, 'shippedquantity quantityshipped shippedqty deliveredquantity'),
    reference(
      'item',
      'Item',
      'item',
      3,
      'itemcode productkey sku productcode itemnumber partnumber productnumber artikelnummer stockcode lineitemsku variantsku itemsku articlecode materialnumber productsku itemid productid articleid item product productname artikel article material artículo articolo producto produit produto prodotto',
      { unknownKey: 'quarantine' },
    ),
    reference(
      'account',
      'Account',
      'account',
      1,
      'account accountname customer customername customerkey resellerkey customerid kunde kundennummer company billingname customeremail client accountid soldto cliente klant auftraggeber warenempfänger kundenname soldtoparty billto',
    ),
    reference(
      'territory',
      'Territory',
      'territory',
      1,
      'territory region salesterritorykey salesterritory salesregion gebiet',
      { shortCodes: true },
    ),
    reference('owner', 'Person', 'person', 1, 'owner salesperson salesagent employeekey rep salesrep person verkäufer'),
    text(
      'item_name',
      'Item name (of new items)',
      0,
      'description itemdescription productdescription lineitemname itemname productname bezeichnung artikelbezeichnung product item artikel',
      {
        namesOf: 'item',
      },
    ),
    text('status', 'Status (cancelled or not)', 0, 'status orderstatus financialstatus orderstate'),
    day('cancelled_on', 'Cancelled on', 0, 'cancelledat canceledat cancelledon'),
    text('channel', 'Channel', 1, 'channel saleschannel vertriebsweg kanal', { forAllRows: true }),
    text('promotion', 'Promotion', 1, 'promotion promotionkey promo campaign promotioncode aktion'),
    decimal(
      'quantity',
      'Quantity',
      4,
      'quantity qty orderquantity units unitssold volume menge anzahl stückzahl quantityordered lineitemquantity netquantity qtyordered quantitysold bestellmenge cantidad quantité quantite quantità aantal quantidade auftragsmenge liefermenge fakturiertemenge ordermenge positionsmenge',
    ),
    decimal(
      'unit_price',
      'Unit price',
      2,
      'unitprice price einzelpreis preis priceeach lineitemprice unitcost saleprice itemprice itemcost',
    ),
    share('discount', 'Discount', 1, 'discount unitpricediscountpct discountpct discountpercent discount% rabatt'),
    decimal('discount_amount', 'Discount (money)', 0, 'discountamount lineitemdiscount rabattbetrag'),
    decimal(
      'amount',
      'Amount',
      3,
      'amount salesamount linetotal netamount revenue total extendedamount sales betrag umsatz nettobetrag lineamount totalsales grossamount netsales lineamountnet totalprice orderlinetotal itemtotal netvalue nettowert positionswert gesamtpreis montant montantht importe importo bedrag valortotal rowtotal nettoumsatz',
    ),
    text('currency', 'Currency', 0, 'currency currencyisocode currencycode waehrung währung', { forAllRows: true }),
  ],
  required: [['ordered_on'], ['item'], ['amount', 'quantity'], ['amount', 'unit_price', 'quantity']],
  fileWords: /order|sales|invoice|line|fact|auftr/i,
  rule: orderRule(),
  identity: [['order_number', 'line_number'], ['key']],
  constants: channelOf,
  presets: orderPresets,
  permission: 'crm:edit',
  sees: 'orders',
  event: 'crm.orders.imported',
  door: { label: 'See the demand', to: '/demand', permission: 'demand:read' },
}

const cancelled = /^(?:cancell?ed|voided|void|storniert|annul\S*|deleted)$/i

function orderRule(): RowRule {
  const filled = needs('ordered_on', 'item')
  return (row, input) => {
    filled(row, input)
    const { cells } = row
    if (cells.line_number) cells.line_number = plainNumber(cells.line_number)
    if (!input.mapping.columns.some((column) => column.field === 'quantity')) cells.quantity = '1'
    if (cells.quantity === null || cells.quantity === undefined)
      stop(row, 'quantity', 'missing value', 'quantity is empty')
    const follows = priced(cells)
    cells.amount ??= follows
    if (!cells.amount)
      stop(row, 'amount', 'missing value', 'amount is empty and does not follow from quantity and unit price')
    currencyOf(row, input)
    if (cells.cancelled_on || (cells.status && cancelled.test(cells.status.trim())))
      stop(row, cells.cancelled_on ? 'cancelled_on' : 'status', 'cancelled order', 'a cancelled order is no demand')
    if (cells.ordered_on && cells.ordered_on > input.today)
      note(row, 'ordered_on', 'in the future', `${cells.ordered_on} has not come yet`)
    if (cells.ordered_on && isLongAgo(cells.ordered_on, input.today))
      note(row, 'ordered_on', 'long ago', `${cells.ordered_on} may stand for "no day", as programs write it`)
    amountNotes(row, follows)
  }
}

/** A line number as it is known: 01, 1 and 1.0 are one line. */
function plainNumber(written: string): string {
  return /^0*(\d+)(?:\.0+)?$/.exec(written)?.[1] ?? written
}

/** An amount that does not follow from quantity and price may be another column, or an order's total on each of its lines. */
function amountNotes(row: RowCells, follows: string | null): void {
  const { amount, quantity } = row.cells
  if (!amount || !quantity) return
  const opposite = amount.startsWith('-') !== quantity.startsWith('-') && isSome(amount) && isSome(quantity)
  if (opposite) note(row, 'amount', 'signs disagree', `the quantity is ${quantity} and the amount ${amount}`)
  else if (follows && Math.abs(Number(amount) - Number(follows)) > 0.05 + Math.abs(Number(follows)) / 50)
    note(row, 'amount', 'amount is not quantity times price', `quantity and price make ${follows}`)
}

function isSome(number: string): boolean {
  return /[1-9]/.test(number)
}

/** Quantity times unit price, less the discount. */
function priced({ quantity, unit_price, discount, discount_amount }: Record<string, string | null>): string | null {
  if (!quantity || !unit_price) return null
  const gross = multiply(quantity, unit_price)
  const net = discount ? multiply(gross, oneMinus(discount)) : gross
  return roundDecimal(discount_amount ? add(net, multiply(discount_amount, '-1')) : net, 6).value
}

/** The channel where only the name of the file tells it. */
function channelOf({ has, fileName }: { has: (field: string) => boolean; fileName: string }): Record<string, string> {
  if (has('channel')) return {}
  const channel = /internet|online|web|reseller|partner|direct/i.exec(fileName.replaceAll('_', ' '))?.[0]
  return channel ? { channel: channel.toLowerCase() } : {}
}

function oneMinus(share: string): string {
  const digits = share.split('.')[1]?.length ?? 0
  const one = 10n ** BigInt(digits)
  return multiply(
    (one - BigInt(share.replace('.', ''))).toString(),
    digits === 0 ? '1' : `0.${'1'.padStart(digits, '0')}`,
  )
}
