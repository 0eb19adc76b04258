import type { Preset } from '#platform/importing/file-kind.ts'

/** How shops and ERP programs call the columns of their order lines, where the usual names do not say enough. */
export const orderPresets: readonly Preset[] = [
  {
    source: 'Shopify',
    signs: ['name', 'financialstatus', 'lineitemquantity', 'lineitemname', 'lineitemprice'],
    fields: {
      name: 'order_number',
      id: null,
      email: null,
      financialstatus: 'status',
      paidat: null,
      fulfillmentstatus: null,
      currency: 'currency',
      subtotal: null,
      shipping: null,
      taxes: null,
      total: null,
      discountamount: null,
      createdat: 'ordered_on',
      cancelledat: 'cancelled_on',
      lineitemquantity: 'quantity',
      lineitemname: 'item_name',
      lineitemprice: 'unit_price',
      lineitemsku: 'item',
      lineitemdiscount: 'discount_amount',
      billingname: 'account',
      source: 'channel',
      vendor: null,
      location: null,
      employee: null,
      refundedamount: null,
    },
    carries: ['currency', 'account', 'status', 'cancelled_on', 'channel'],
  },
]
