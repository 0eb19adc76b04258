import { domain } from '#platform/domain.ts'
import { demandNeeds } from './attention.sql.ts'
import { demandDemo } from './demo.ts'
import { demandViews } from './digest-views.ts'
import { demandJobs } from './jobs.ts'
import { promotionFile } from './promotions/promotion-file.ts'
import { promotionRows } from './promotions/promotion-file.tx.ts'
import { demandRoutes } from './routes.ts'
import { signalFile } from './signals/signal-file.ts'
import { signalRows } from './signals/signal-file.tx.ts'

const permissions = {
  'demand:read': 'see demand',
  'demand:refresh': 'renew forecasts',
  'demand:treat': 'decide how histories are treated',
  'demand:override': 'set forecasts by hand',
  'demand:approve': 'approve large overrides of others',
} as const

const events = [
  'demand.history.refreshed',
  'demand.orders.followed',
  'demand.finding.decided',
  'demand.forecasts.begun',
  'demand.forecasts.published',
  'demand.overrides.changed',
  'demand.forecast.moved',
  'demand.version.published',
  'demand.exclusions.changed',
  'demand.signals.changed',
  'demand.drift.found',
  'demand.drift.changed',
  'demand.alert.raised',
  'demand.alert.wished',
  'demand.succession.changed',
  'demand.promotions.changed',
  'demand.promotions.measured',
  'demand.new-items.changed',
] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** What will be asked of us: series, hierarchy, forecasts, their accuracy. */
export const declaration = domain('demand', {
  uses: ['company', 'actions', 'crm'],
  permissions,
  events,
  refersTo: [
    { to: 'item', table: 'demand.override', column: 'item_id', says: 'overrides', live: 'r.ended_at is null' },
    { to: 'family', table: 'demand.override', column: 'family_id', says: 'overrides', live: 'r.ended_at is null' },
    {
      to: 'territory',
      table: 'demand.override',
      column: 'territory_id',
      says: 'overrides',
      live: 'r.ended_at is null',
    },
    {
      to: 'item',
      table: 'demand.exclusion',
      column: 'item_id',
      says: 'rules of what is no demand',
      live: 'r.ended_at is null',
    },
    {
      to: 'item',
      table: 'demand.succession',
      column: 'old_id',
      says: 'successions',
      live: 'r.ended_at is null',
    },
    {
      to: 'item',
      table: 'demand.succession',
      column: 'new_id',
      says: 'successions',
      live: 'r.ended_at is null',
    },
    {
      to: 'item',
      table: 'demand.first_forecast',
      column: 'item_id',
      says: 'first forecasts',
      live: 'r.ended_at is null',
    },
    {
      to: 'item',
      table: 'demand.look_alikes',
      column: 'item_id',
      says: 'chosen look-alikes',
      live: 'r.ended_at is null',
    },
    { to: 'item', table: 'demand.promotion', column: 'item_id', says: 'promotions', live: 'r.ended_at is null' },
    { to: 'family', table: 'demand.promotion', column: 'family_id', says: 'promotions', live: 'r.ended_at is null' },
    {
      to: 'territory',
      table: 'demand.promotion',
      column: 'territory_id',
      says: 'promotions',
      live: 'r.ended_at is null',
    },
    { to: 'item', table: 'demand.promotion_lift', column: 'item_id', says: 'demand', live: 'false', derived: true },
    {
      to: 'territory',
      table: 'demand.promotion_lift',
      column: 'territory_id',
      says: 'demand',
      live: 'false',
      derived: true,
    },
    { to: 'family', table: 'demand.promotion_said', column: 'family_id', says: 'demand', live: 'false', derived: true },
    {
      to: 'territory',
      table: 'demand.promotion_said',
      column: 'territory_id',
      says: 'demand',
      live: 'false',
      derived: true,
    },
    { to: 'item', table: 'demand.history', column: 'item_id', says: 'demand', live: 'false', derived: true },
    { to: 'territory', table: 'demand.history', column: 'territory_id', says: 'demand', live: 'false', derived: true },
  ],
  reactions: {
    'workspace.restored': ['demand.refresh-history'],
    'crm.orders.imported': ['demand.refresh-history'],
    'crm.orders.retracted': ['demand.refresh-history'],
    'crm.orders.received': ['demand.follow-orders'],
    'crm.deal.changed': ['demand.follow-deals'],
    'crm.deals.imported': ['demand.follow-deals'],
    'company.item.changed': ['demand.refresh-history'],
    'company.items.imported': ['demand.refresh-history'],
    'company.territories.imported': ['demand.refresh-history'],
    'company.territory.changed': ['demand.refresh-history'],
    'company.currency.changed': ['demand.refresh-history'],
    'company.profile.changed': ['demand.refresh-history'],
    'demand.exclusions.changed': ['demand.refresh-history'],
    'demand.succession.changed': ['demand.refresh-history'],
    'demand.signals.changed': ['demand.publish-versions'],
    'demand.promotions.changed': ['demand.refresh-forecasts'],
    'demand.promotions.measured': ['demand.publish-versions'],
    'demand.new-items.changed': ['demand.publish-versions'],
    'demand.history.refreshed': ['demand.refresh-forecasts', 'demand.move-ahead'],
    'demand.finding.decided': ['demand.refresh-forecasts'],
    'demand.forecasts.published': ['demand.renew-overrides', 'demand.publish-versions', 'demand.watch-drift'],
    'demand.overrides.changed': ['demand.publish-versions'],
    'demand.version.published': ['demand.raise-alerts'],
    'demand.drift.found': ['demand.raise-alerts'],
    'demand.drift.changed': ['demand.raise-alerts'],
  },
  files: [
    { ...promotionFile, loads: promotionRows },
    { ...signalFile, loads: signalRows },
  ],
  attentionFor: 'demand:read',
  attention: demandNeeds,
  demo: demandDemo,
  digestViews: demandViews,
  routes: demandRoutes,
  jobs: demandJobs,
})
