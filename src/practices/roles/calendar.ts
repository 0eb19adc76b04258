import type { RoleKey } from './roles.ts'

/** Something a role does again and again, and where. */
export type Recurring = { every: 'day' | 'week' | 'month' | 'quarter' | 'year'; what: string; to: string }

/** What each role does when. */
export const calendars: Readonly<Record<RoleKey, readonly Recurring[]>> = {
  'head-of-sales-ops': [
    on('week', 'Forecast call: roll-up, changes, risks', '/revenue'),
    on('month', 'S&OP cycle: six steps to one plan', '/sop'),
    on('month', 'Practices: what would lift the level most', '/practices'),
    on('quarter', 'Roadmap and theme of the quarter, with enablement', '/practices?tab=improvements'),
    on('year', 'Charter, territories, quotas and plans of the year', '/goals'),
  ],
  'sales-ops-analyst': [
    on('week', 'Pipeline changes, quiet and overdue deals', '/pipeline'),
    on('month', 'Reports of the month', '/overview'),
    on('quarter', 'Stages, conversion and cycle reviewed', '/process'),
  ],
  'crm-administrator': [
    on('day', 'Imports and rows in quarantine', '/imports'),
    on('week', 'Fields that lack, duplicates, stale accounts', '/practices'),
    on('quarter', 'Who may do what', '/settings'),
  ],
  forecasting: [
    on('week', 'Calls collected and rolled up', '/revenue'),
    on('month', 'Accuracy and bias; demand input to S&OP', '/demand'),
  ],
  'deal-desk': [
    on('day', 'Approvals waiting', '/process'),
    on('quarter', 'Rules reviewed: what fired, what it cost', '/process'),
  ],
  compensation: [
    on('month', 'Run, statements, disputes', '/goals/incentives'),
    on('quarter', 'What-if of the plan', '/goals/incentives'),
    on('year', 'Plans of the year signed', '/goals/incentives'),
  ],
  'territory-and-quota': [
    on('quarter', 'Balance of territories, attainment against quotas', '/goals'),
    on('year', 'Territories and quotas of the year', '/goals'),
  ],
  enablement: [
    on('week', 'Onboardings and coaching moments', '/enablement?tab=onboarding'),
    on('month', 'Certifications that expire, resources out of date', '/enablement?tab=courses'),
    on('quarter', 'What courses did to win rate and cycle; hand-offs with sales operations', '/enablement?tab=effects'),
  ],
  'sales-manager': [
    on('week', 'Own call and review of the pipeline', '/revenue'),
    on('week', 'One-on-ones', '/one-on-ones'),
    on('month', 'Pulse: what was said, what we do', '/pulse'),
  ],
}

/** The role of the product that holds the rights for it. */
export const productRoles: Readonly<Record<RoleKey, string>> = {
  'head-of-sales-ops': 'sales-ops-manager',
  'sales-ops-analyst': 'sales-ops-analyst',
  'crm-administrator': 'crm-administrator',
  forecasting: 'demand-planner',
  'deal-desk': 'sales-ops-manager',
  compensation: 'finance',
  'territory-and-quota': 'sales-ops-analyst',
  enablement: 'enablement',
  'sales-manager': 'sales-manager',
}

function on(every: Recurring['every'], what: string, to: string): Recurring {
  return { every, what, to }
}
