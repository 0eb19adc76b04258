import { z } from 'zod'
import { Day, Decimal, endpoint, Id, Instant } from '#platform/http/contract.ts'
import { alertsContract } from './alerts/contract.ts'
import { driftContract } from './drift/contract.ts'
import { excludedContract } from './excluded/contract.ts'
import { lagsContract } from './lags/contract.ts'
import { newItemsContract } from './new-items/contract.ts'
import { overridesContract } from './overrides/contract.ts'
import { pricesContract } from './prices/contract.ts'
import { promotionsContract } from './promotions/contract.ts'
import {
  AsOf,
  Attention,
  Change,
  FindingKind,
  Grain,
  LeftOut,
  Measure,
  NodeKey,
  Progress,
  RunningNow,
  SeenKey,
  SeriesDetail,
  TreeNode,
} from './schema.ts'
import { sharesContract } from './shares/contract.ts'
import { signalsContract } from './signals/contract.ts'
import { successionContract } from './succession/contract.ts'
import { traitsContract } from './traits/contract.ts'
import { versionsContract } from './versions/contract.ts'

const view = { grain: Grain.default('month'), measure: Measure.default('units') }
const place = { ...view, territory: Id.optional() }

/** The endpoints of demand, shared by server, screens and tests. */
export const demandContract = {
  ...overridesContract,
  ...versionsContract,
  ...excludedContract,
  ...signalsContract,
  ...driftContract,
  ...alertsContract,
  ...successionContract,
  ...lagsContract,
  ...pricesContract,
  ...promotionsContract,
  ...sharesContract,
  ...newItemsContract,
  ...traitsContract,
  tree: endpoint({
    method: 'get',
    path: '/api/demand/tree',
    permission: 'demand:read',
    summary:
      'The hierarchy: everything and its families, with the items of open families or those that match a search; or, `by` an attribute of items such as Brand, everything and the groups of items that say the same of it',
    query: z.object({
      ...place,
      by: z.string().min(1).max(80).optional(),
      open: z.string().optional(),
      search: z.string().optional(),
    }),
    reply: z.object({
      nodes: z.array(TreeNode),
      /** Items that match the search, also those beyond the ones listed. */
      matches: z.number().int(),
      territories: z.array(z.object({ id: Id, name: z.string() })),
      /** The attributes by which it can be grouped. */
      groupings: z.array(z.string()),
      asOf: AsOf.nullable(),
      progress: Progress.nullable(),
    }),
  }),
  series: endpoint({
    method: 'get',
    path: '/api/demand/series',
    permission: 'demand:read',
    summary: 'One series: exact history, running period, forecast with 80 and 95 % intervals, measured accuracy',
    query: z.object({ ...place, node: SeenKey.default('all') }),
    reply: SeriesDetail,
  }),
  running: endpoint({
    method: 'get',
    path: '/api/demand/running',
    permission: 'demand:read',
    summary:
      'The running period of a series (nowcast): what came, what was expected by now, what is expected of the whole, and why: the orders that stand out. Null with no running period or forecast',
    query: z.object({ ...place, node: SeenKey.default('all') }),
    reply: z.object({ running: RunningNow.nullable() }),
  }),
  lines: endpoint({
    method: 'get',
    path: '/api/demand/lines',
    permission: 'crm:read',
    summary: 'The largest order lines behind one period of a series, as far as the user may see them',
    query: z.object({ ...place, node: SeenKey.default('all'), startsOn: Day }),
    reply: z.object({
      label: z.string(),
      orderLines: z.number().int(),
      lines: z.array(
        z.object({
          id: Id,
          orderedOn: Day,
          order: z.string().nullable(),
          account: z.string().nullable(),
          item: z.string(),
          territory: z.string().nullable(),
          quantity: Decimal,
          amount: Decimal,
          currency: z.string(),
        }),
      ),
    }),
  }),
  leftOut: endpoint({
    method: 'get',
    path: '/api/demand/left-out',
    permission: 'demand:read',
    summary: 'Order lines that demand does not hold, counted by reason and currency',
    reply: z.object({ asOf: Instant.nullable(), orderLines: z.number().int(), leftOut: z.array(LeftOut) }),
  }),
  attention: endpoint({
    method: 'get',
    path: '/api/demand/attention',
    permission: 'demand:read',
    summary:
      'What deserves a look: worst accuracy and bias, new and ending items, largest changes since the previous run',
    query: z.object({ ...view, limit: z.coerce.number().int().min(1).max(50).default(5) }),
    reply: z.object({ items: z.array(Attention), asOf: AsOf.nullable() }),
  }),
  changes: endpoint({
    method: 'get',
    path: '/api/demand/changes',
    permission: 'demand:read',
    summary: 'How the forecast of the next periods moved since the previous run, node by node',
    query: z.object({ ...place, level: z.enum(['all', 'family', 'item']).default('item') }),
    reply: z.object({ previousAt: Instant.nullable(), periods: z.number().int(), changes: z.array(Change) }),
  }),
  decide: endpoint({
    method: 'post',
    path: '/api/demand/findings',
    permission: 'demand:treat',
    summary: 'Decide whether the forecast counts what was found in a period as treated, or as it was recorded',
    body: z.object({
      grain: Grain,
      node: NodeKey,
      territory: Id.nullable(),
      startsOn: Day,
      kind: FindingKind,
      accepted: z.boolean(),
    }),
    reply: z.object({ queued: z.boolean() }),
  }),
  refresh: endpoint({
    method: 'post',
    path: '/api/demand/refresh',
    permission: 'demand:refresh',
    summary: 'Read the order lines again and forecast every series whose inputs changed',
    reply: z.object({ queued: z.boolean() }),
  }),
}
