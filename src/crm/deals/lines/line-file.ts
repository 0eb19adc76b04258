import { day, decimal, instant, key, reference, share, text, yesNo } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs, note, type RowCells, type RowRule, type RuleInput, stop } from '#platform/importing/rule.ts'
import { currencyCalled } from '#platform/numbers/currency-word.ts'
import { netOf } from './amount.ts'

/** How a file lists the products of deals: a row a line, of a deal and an item that are known. */
export const dealLineFile: Omit<FileKind, 'loads'> = {
  name: 'products of deals',
  turn: 85,
  fields: [
    key('key', 'Line id', 1, 'lineid id opportunitylineitemid lineitemid deallineid dealproductid'),
    key(
      'deal',
      'Deal (id or name)',
      4,
      'dealid deal opportunityid opportunity opportunityname dealname verkaufschance chance angebot',
    ),
    reference(
      'account',
      'Account (of deals with the same name)',
      'account',
      0,
      'account accountname customer customername kunde',
      { unknownKey: 'quarantine', unknownName: 'quarantine' },
    ),
    reference(
      'item',
      'Item',
      'item',
      2,
      'item itemcode itemname productcode product2id productid product productname sku hssku artikel artikelnummer',
      { unknownKey: 'quarantine', unknownName: 'quarantine' },
    ),
    decimal('quantity', 'Quantity', 2, 'quantity qty units menge anzahl stückzahl'),
    decimal('unit_price', 'Unit price', 1, 'unitprice price salesprice einzelpreis preis'),
    share('discount', 'Discount', 1, 'discount discountpercent discount% rabatt'),
    decimal('amount', 'Amount', 1, 'amount totalprice linetotal linevalue total betrag'),
    text('line_currency', 'Currency', 0, 'currency currencyisocode currencycode waehrung währung'),
    day('ships_on', 'Expected ship date', 1, 'shipson shipdate expectedshipdate servicedate deliverydate liefertermin'),
    instant('created_at', 'Since', 0, 'createddate createdat createdate since'),
    yesNo('deleted', 'Removed', 0, 'isdeleted deleted archived removed gelöscht'),
  ],
  required: [['deal'], ['item'], ['quantity']],
  fileWords: /deal.?lines?|products?.of.deals?|opportunity.?(?:line|product)|line.?items?/i,
  rule: lineRule(),
  permission: 'crm:edit',
  sees: 'deals',
  event: 'crm.deals.imported',
  door: { label: 'See the deals', to: '/crm/deals', permission: 'crm:read' },
}

function lineRule(): RowRule {
  const filled = needs('deal', 'item', 'quantity')
  return (row, input) => {
    const { cells } = row
    if (cells.deleted === 'true' && cells.key) return
    filled(row, input)
    if (cells.quantity) quantityOf(row, cells.quantity)
    for (const field of ['unit_price', 'amount'] as const)
      if (cells[field]?.startsWith('-'))
        stop(
          row,
          field,
          'below zero',
          `${cells[field]} is below zero; what goes back is an order line, not part of a deal`,
        )
    currencyOf(row, input)
    amountNote(row)
    if (cells.ships_on && cells.ships_on < input.today)
      note(row, 'ships_on', 'day that has passed', `${cells.ships_on} has passed`)
  }
}

function quantityOf(row: RowCells, quantity: string): void {
  if (quantity.startsWith('-'))
    stop(row, 'quantity', 'negative quantity', `${quantity} is a return, and a deal has none: it is an order line`)
  else if (!/[1-9]/.test(quantity))
    stop(
      row,
      'quantity',
      'quantity of zero',
      'a line has more than zero of its item; leave it out, or say that it was removed',
    )
}

/** A stated amount counts; that it does not follow from quantity and price is told. */
function amountNote({ cells, tell }: RowCells): void {
  const { quantity, unit_price, discount = null, amount } = cells
  if (!quantity || !unit_price || !amount) return
  const follows = netOf({ quantity, unitPrice: unit_price, discount })
  if (Math.abs(Number(amount) - Number(follows)) > 0.05 + Math.abs(Number(follows)) / 50)
    note({ cells, tell }, 'amount', 'amount is not quantity times price', `quantity and price make ${follows}`)
}

/** Lines are in the currency of their deal; a row that names one, or writes it beside an amount, is held against it. */
function currencyOf(row: RowCells, input: RuleInput): void {
  const written = row.cells.line_currency ?? row.cells.currency
  if (!written) return
  const code = currencyCalled(written) ?? written.toUpperCase()
  row.cells.line_currency = code
  if (input.minorDigits(code) === undefined)
    stop(row, 'line_currency', 'unknown currency', `"${code}" is no currency of this company; add it under Company`)
}
