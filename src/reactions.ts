import type { Reactions } from '#platform/jobs/jobs.ts'

/** Every effect of one domain on another: when this happened, do these jobs. */
export const reactions: Reactions = {
  'crm.orders.imported': ['demand.refresh-history'],
  'crm.orders.retracted': ['demand.refresh-history'],
  'company.item.changed': ['demand.refresh-history'],
  'company.items.imported': ['demand.refresh-history'],
  'company.territories.imported': ['demand.refresh-history'],
  'company.currency.changed': ['demand.refresh-history'],
  'company.profile.changed': ['demand.refresh-history'],
  'demand.history.refreshed': ['demand.refresh-forecasts'],
  'demand.finding.decided': ['demand.refresh-forecasts'],
}
