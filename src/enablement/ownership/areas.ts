/** What sales operations and enablement do between them, and who usually owns it. Both own an area only for a stated reason. */
export const areas = [
  area('stages', 'Stages, exit criteria and rules of engagement', 'operations'),
  area('methodology', 'Playbooks and sales methodology', 'enablement'),
  area('adoption', 'Adoption of process and playbooks by sellers', 'enablement'),
  area('crm', 'CRM: fields, permissions, cleaning', 'operations'),
  area('reports', 'Reports and dashboards', 'operations'),
  area('tool-choice', 'Choice and running of tools', 'operations'),
  area('tool-training', 'Training on tools', 'enablement'),
  area('territories', 'Territories, quotas and capacity', 'operations'),
  area('ramp', 'Ramp of new sellers: plan and follow-up', 'enablement'),
  area('forecast', 'Forecast cadence, roll-up and accuracy', 'operations'),
  area('coaching', 'Coaching material for deals', 'enablement'),
  area('pay', 'Incentive plans, payouts and disputes', 'operations'),
  area('pay-explained', 'Explaining incentive plans to sellers', 'enablement'),
  area('deal-desk', 'Deal desk: approvals and pricing guard rails', 'operations'),
  area('proposals', 'Proposals, battlecards and other content', 'enablement'),
  area('access', 'Access and data for new people', 'operations'),
  area('onboarding', 'Onboarding, certification and the content library', 'enablement'),
  area('needs', 'Finding what sellers need to learn', 'enablement'),
  area('decisions', 'Analysing the data and deciding', 'operations'),
  area('roll-out', 'Rolling decisions out to sellers', 'enablement'),
  area('measurement', 'Measuring what worked', 'both', 'Each measures its own part; one set of definitions.'),
  area('calendar', 'Calendar of changes', 'both', 'One calendar, so that sellers get one change at a time.'),
  area('review', 'Quarterly review and look for work done twice', 'both', 'Both sit at the table.'),
] as const

export type Area = {
  key: string
  name: string
  operations: boolean
  enablement: boolean
  sharedBecause: string | null
}

/** Whether an area has exactly one owner, or two on purpose. */
export type Ownership = 'owned' | 'shared' | 'overlap' | 'gap'

/** Who owns an area: both with a reason is shared, both without one an overlap, neither a gap. */
export function ownershipOf({
  operations,
  enablement,
  sharedBecause,
}: Pick<Area, 'operations' | 'enablement' | 'sharedBecause'>): Ownership {
  if (operations && enablement) return sharedBecause ? 'shared' : 'overlap'
  return operations || enablement ? 'owned' : 'gap'
}

/** The usual areas, with what the company set over them and its own ones, in that order. */
export function areasWith(set: readonly Area[]): Area[] {
  const changed = new Map(set.map((each) => [each.key, each]))
  const own = set.filter(({ key }) => !areas.some((each) => each.key === key))
  return [...areas.map((each) => changed.get(each.key) ?? each), ...own]
}

function area(key: string, name: string, owner: 'operations' | 'enablement' | 'both', sharedBecause?: string): Area {
  const operations = owner !== 'enablement'
  const enablement = owner !== 'operations'
  return { key, name, operations, enablement, sharedBecause: sharedBecause ?? null }
}
