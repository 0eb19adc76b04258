import { z } from 'zod'
import { Day, Decimal, endpoint, Id } from '#platform/http/contract.ts'

const paging = {
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
  offset: z.coerce.number().int().min(0).default(0),
}
const item = z.string().optional().describe('An item by code, name or id.')
const span = { from: Day.optional(), to: Day.optional() }
const Group = {
  item: z.string().nullable().describe('Code of the item, where grouped by it.'),
  itemName: z.string().nullable(),
  group: z.string().nullable().describe('What the line is grouped by beside the item: supplier, reason, place, month.'),
  groupId: Id.nullable(),
}
const share = (words: string) => z.number().nullable().describe(`${words} Null where there is nothing to divide by.`)

/** The endpoints of what is measured of stock, purchases, work and deliveries. */
export const measuresContract = {
  stock: endpoint({
    method: 'get',
    path: '/api/supply/stock',
    permission: 'supply:read',
    summary:
      'Stock as last counted, by item, place, both, site or family; with its worth at standard cost, and against safety stock and reorder point.',
    query: z.object({
      by: z.enum(['item', 'location', 'item-location', 'site', 'item-site', 'family', 'all']).default('item'),
      item,
      location: z.string().optional().describe('A location by name, code or id.'),
      site: z.string().optional().describe('A site by name or id.'),
      state: z
        .enum(['below safety stock', 'below reorder point', 'negative', 'none'])
        .optional()
        .describe('Only items of which this is true; by item only. none: without a stock position.'),
      ...paging,
    }),
    reply: z.object({
      total: z.number().int(),
      quantity: Decimal.describe('Units of all lines, also those on other pages.'),
      value: Decimal.describe('Worth of all lines at standard cost; what has no cost is left out.'),
      lines: z.array(
        z.object({
          ...Group,
          quantity: Decimal.nullable(),
          value: Decimal.nullable().describe('Quantity x standard cost.'),
          positions: z.number().int(),
          safetyStock: Decimal.nullable(),
          reorderPoint: Decimal.nullable(),
          belowSafetyStock: z.boolean().nullable(),
          belowReorderPoint: z.boolean().nullable(),
        }),
      ),
    }),
  }),
  history: endpoint({
    method: 'get',
    path: '/api/supply/stock/history',
    permission: 'supply:read',
    summary:
      'Stock of an item day by day: what came in, went out, was left. Where a file kept it under several keys, their sums and each key.',
    query: z.object({
      item: z.string(),
      itemKey: z.string().optional().describe('Only what the file kept under this key.'),
      ...span,
      ...paging,
    }),
    reply: z.object({
      total: z.number().int(),
      keys: z.array(z.string()),
      negativeDays: z.number().int(),
      days: z.array(
        z.object({
          day: Day,
          unitsIn: Decimal.nullable(),
          unitsOut: Decimal.nullable(),
          balance: Decimal.nullable(),
          unitCost: Decimal.nullable(),
        }),
      ),
    }),
  }),
  turns: endpoint({
    method: 'get',
    path: '/api/supply/stock/turns',
    permission: 'supply:read',
    summary:
      'Stock turns and days on hand from the history: money (or units) that went out / average stock, over the days given, and per year.',
    query: z.object({ by: z.enum(['item', 'all']).default('item'), item, ...span, ...paging }),
    reply: z.object({
      total: z.number().int(),
      from: Day.nullable(),
      to: Day.nullable(),
      days: z.number().int().nullable(),
      lines: z.array(
        z.object({
          item: z.string().nullable(),
          itemName: z.string().nullable(),
          unitsIn: z.number(),
          unitsOut: z.number(),
          openingBalance: z.number().nullable().describe('Balance of the first day.'),
          closingBalance: z.number().nullable().describe('Balance of the last day.'),
          averageBalance: z.number().nullable().describe('Mean of the balances of the days.'),
          costOut: z.number().nullable().describe('Units out x unit cost of the day.'),
          averageValue: z.number().nullable().describe('Mean of balance x unit cost.'),
          turns: share('Cost out / average value over the days.'),
          unitTurns: share('Units out / average balance over the days.'),
          turnsPerYear: share('Turns x 365 / days.'),
          daysOnHand: share('Average balance / units out per day.'),
          negativeDays: z.number().int(),
          daysCounted: z.number().int(),
        }),
      ),
    }),
  }),
  purchasing: endpoint({
    method: 'get',
    path: '/api/supply/purchasing/performance',
    permission: 'supply:read',
    summary:
      'Purchases by supplier, item, both, month or in all: ordered, received, rejected, reject rate, lead times as stated and as they were, on time.',
    query: z.object({
      by: z.enum(['supplier', 'item', 'supplier-item', 'month', 'all']).default('supplier'),
      item,
      supplier: z.string().optional().describe('A supplier by name, code or id.'),
      status: z.string().optional().describe('Only orders of this status, as the file says it.'),
      ...span,
      ...paging,
    }),
    reply: z.object({
      total: z.number().int(),
      lines: z.array(
        z.object({
          ...Group,
          orders: z.number().int(),
          orderLines: z.number().int(),
          ordered: z.number(),
          received: z.number(),
          rejected: z.number(),
          stocked: z.number(),
          amount: z.number(),
          rejectRate: share('Rejected / received units.'),
          linesWithRejects: z.number().int(),
          lineRejectRate: share('Lines with rejects / lines received.'),
          fillRate: share('Received / ordered units.'),
          statedLeadDays: share('Mean of the lead times stated for the items bought, in days.'),
          orderToDueDays: share('Mean days from order to due day.'),
          orderToShipDays: share('Mean days from order to the supplier shipping.'),
          orderToReceiptDays: share('Mean days from order to receipt.'),
          onTime: share(
            'Lines received (or, where no receipt day is kept, shipped) by their due day / lines with such a day.',
          ),
          averagePrice: share('Amount / ordered units.'),
        }),
      ),
    }),
  }),
  leadTimes: endpoint({
    method: 'get',
    path: '/api/supply/purchasing/lead-times',
    permission: 'supply:read',
    summary:
      'Lead times that suppliers state, by supplier, item or both: mean, shortest, longest, over the pairs of supplier and item.',
    query: z.object({
      by: z.enum(['supplier', 'item', 'supplier-item', 'all']).default('supplier'),
      item,
      supplier: z.string().optional().describe('A supplier by name, code or id.'),
      ...paging,
    }),
    reply: z.object({
      total: z.number().int(),
      lines: z.array(
        z.object({
          ...Group,
          pairs: z.number().int().describe('Supplier and item together.'),
          meanDays: z.number().nullable(),
          leastDays: z.number().nullable(),
          mostDays: z.number().nullable(),
          meanPrice: z.number().nullable(),
        }),
      ),
    }),
  }),
  scrap: endpoint({
    method: 'get',
    path: '/api/supply/work-orders/scrap',
    permission: 'supply:read',
    summary: 'Work orders by item, scrap reason, both, month or in all: ordered, stocked, scrapped, scrap rate.',
    query: z.object({
      by: z.enum(['item', 'reason', 'item-reason', 'month', 'all']).default('item'),
      item,
      reason: z.string().optional().describe('A scrap reason by name, code or id.'),
      ...span,
      ...paging,
    }),
    reply: z.object({
      total: z.number().int(),
      lines: z.array(
        z.object({
          ...Group,
          workOrders: z.number().int(),
          ordered: z.number(),
          stocked: z.number(),
          scrapped: z.number(),
          scrapRate: share('Scrapped / ordered units.'),
          workOrdersWithScrap: z.number().int(),
          orderScrapRate: share('Work orders with scrap / all work orders.'),
          finishedOnTime: share('Work orders finished by their due day / those finished that have one.'),
        }),
      ),
    }),
  }),
  otif: endpoint({
    method: 'get',
    path: '/api/supply/otif',
    permission: 'supply:read',
    summary:
      'Order lines delivered on time and in full, by due month, item, family, territory or in all, as far as you may see order lines. On time: shipped by the due day.',
    query: z.object({
      by: z.enum(['month', 'item', 'family', 'territory', 'channel', 'all']).default('month'),
      item,
      ...span,
      ...paging,
    }),
    reply: z.object({
      total: z.number().int(),
      withoutDueDay: z.number().int().describe('Order lines left out because nobody says when they were due.'),
      notYetDue: z
        .number()
        .int()
        .describe('Order lines left out because they are open and their due day has not come.'),
      lines: z.array(
        z.object({
          ...Group,
          orderLines: z.number().int(),
          onTimeLines: z.number().int(),
          inFullLines: z.number().int(),
          otifLines: z.number().int(),
          onTime: share('On time / lines.'),
          inFull: share('In full / lines.'),
          otif: share('Both / lines.'),
          fillRate: share('Shipped / ordered units.'),
          meanDaysToShip: share('Mean days from order to shipment.'),
        }),
      ),
    }),
  }),
}
