import type { Demo } from '#platform/demo.ts'
import { demoActivities } from './activities/demo.ts'
import { demoLines } from './deals/lines/demo.ts'
import { demoDuplicates } from './duplicates/demo.ts'
import { demoContacts, demoLeads } from './records/demo.ts'

/** The demo company's accounts with their contacts, leads, deals with their history, what was done about them, and order lines. */
export const crmDemo: Demo = (world) => {
  const { leads, touches } = demoLeads(world)
  const contacts = demoContacts(world)
  const twice = demoDuplicates(world, contacts)
  return [
    { table: 'crm.account', rows: [...world.accounts, ...twice.accounts].map(known) },
    { table: 'crm.pipeline', rows: world.pipelines },
    { table: 'crm.stage', rows: world.stages },
    { table: 'crm.deal', rows: world.deals },
    { table: 'crm.deal_version', rows: world.versions },
    { table: 'crm.deal_line', rows: demoLines(world) },
    { table: 'crm.activity', rows: demoActivities(world) },
    { table: 'crm.order_line', rows: world.orderLines },
    { table: 'crm.contact', rows: [...contacts, ...twice.contacts] },
    { table: 'crm.lead', rows: leads },
    { table: 'crm.lead_touch', rows: touches },
  ]
}

/** Accounts of the demo company are known from its first day on. */
function known(account: object) {
  return { ...account, created_at: '2020-01-02T09:00:00Z' }
}
