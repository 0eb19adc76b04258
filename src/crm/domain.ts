import { companyToday } from '#company/profile.sql.ts'
import { domain } from '#platform/domain.ts'
import { accountFile } from './accounts/account-file.ts'
import { accountSearch } from './accounts/search.sql.ts'
import { accountSubject } from './accounts/subject.sql.ts'
import { contactFile } from './contacts/contact-file.ts'
import { contactSearch } from './contacts/search.sql.ts'
import type { DealsLoad, DealWrite } from './deal-write.ts'
import { dealFile } from './deals/deal-file.ts'
import { dealRows } from './deals/deal-file.tx.ts'
import { dealHistoryFile } from './deals/deal-history-file.ts'
import { dealHistoryRows } from './deals/deal-history-file.tx.ts'
import { openDealGaps } from './deals/gaps.sql.ts'
import { dealLineFile } from './deals/lines/line-file.ts'
import { dealLineRows } from './deals/lines/line-file.tx.ts'
import { needsOfDeals } from './deals/needs.ts'
import { dealSearch } from './deals/search.sql.ts'
import { dealSubject } from './deals/subject.sql.ts'
import { crmDemo } from './demo.ts'
import { crmViews } from './digest-views.ts'
import { duplicateJobs } from './duplicates/jobs.ts'
import { forgetInFields } from './kept/forget.tx.ts'
import { leadFile } from './leads/lead-file.ts'
import { leadSearch } from './leads/search.sql.ts'
import { leadSubject } from './leads/subject.sql.ts'
import { crmNouns } from './nouns.ts'
import { orderFile } from './orders/order-file.ts'
import { orderRows } from './orders/order-file.tx.ts'
import { recordRows } from './records/record-file.tx.ts'
import { contactKind, leadKind } from './records/record-kind.ts'
import { crmReferences } from './references.ts'
import { crmRoutes } from './routes.ts'

const permissions = {
  'crm:read': 'see deals and accounts',
  'crm:edit': 'edit deals and accounts',
} as const

const events = [
  'crm.deal.changed',
  'crm.activity.changed',
  'crm.contact.changed',
  'crm.contacts.imported',
  'crm.lead.changed',
  'crm.leads.imported',
  'crm.deals.imported',
  'crm.account.changed',
  'crm.accounts.imported',
  'crm.pipeline.changed',
  'crm.stage.changed',
  'crm.orders.imported',
  'crm.orders.retracted',
  'crm.orders.received',
] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
  interface SeenNouns extends Record<'deals' | 'orders', true> {}
  interface GuardedWrites {
    'crm.deal.change': DealWrite
    'crm.deals.load': DealsLoad
  }
}

/** What we sell to whom: accounts and contacts, leads, deals with their history, stages, order lines. */
export const declaration = domain('crm', {
  uses: ['company'],
  permissions,
  events,
  sees: ['deals', 'orders'],
  refersTo: crmReferences,
  files: [
    accountFile,
    { ...dealFile, loads: dealRows },
    { ...dealHistoryFile, loads: dealHistoryRows },
    { ...dealLineFile, loads: dealLineRows },
    { ...contactFile, loads: recordRows(contactKind) },
    { ...leadFile, loads: recordRows(leadKind) },
    { ...orderFile, loads: orderRows },
  ],
  nouns: crmNouns,
  search: [accountSearch, contactSearch, leadSearch, dealSearch],
  subjects: [dealSubject, accountSubject, leadSubject],
  attentionFor: 'crm:read',
  attention: async ({ db, scope, permissions, now, written }) => {
    const today = await companyToday(db, now)
    const mayEdit = permissions.has('crm:edit')
    return needsOfDeals(await openDealGaps(db, scope, { today }), { today, mayEdit, written })
  },
  forgets: forgetInFields,
  demo: crmDemo,
  digestViews: crmViews,
  routes: crmRoutes,
  jobs: duplicateJobs,
})
