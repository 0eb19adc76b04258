/** Roles of a sales organisation, with what each owns and from which size on it is usually filled. */
export const roles = [
  {
    key: 'head-of-sales-ops',
    name: 'Head of sales operations',
    side: 'sales operations',
    owns: 'Charter, roadmap, the set of measures, and the S&OP cycle as chair or secretary.',
    fromReps: 8,
  },
  {
    key: 'sales-ops-analyst',
    name: 'Sales ops analyst',
    side: 'sales operations',
    owns: 'Reports and dashboards, the sales process and its stages, models of quotas and territories.',
    fromReps: 1,
  },
  {
    key: 'crm-administrator',
    name: 'CRM administrator',
    side: 'sales operations',
    owns: 'Fields, permissions, data quality and integrations.',
    fromReps: 5,
  },
  {
    key: 'forecasting',
    name: 'Forecasting and planning',
    side: 'sales operations',
    owns: 'The weekly roll-up, its accuracy, and the demand input to S&OP.',
    fromReps: 20,
  },
  {
    key: 'deal-desk',
    name: 'Deal desk',
    side: 'sales operations',
    owns: 'Approvals, pricing exceptions and their time limits.',
    fromReps: 15,
  },
  {
    key: 'compensation',
    name: 'Compensation analyst',
    side: 'sales operations',
    owns: 'Incentive plans, runs, statements and disputes.',
    fromReps: 10,
  },
  {
    key: 'territory-and-quota',
    name: 'Territory and quota planner',
    side: 'sales operations',
    owns: 'Coverage of the market, balance of territories, spread of quotas.',
    fromReps: 20,
  },
  {
    key: 'enablement',
    name: 'Enablement',
    side: 'sales enablement',
    owns: 'Onboarding, certification, coaching material and its use.',
    fromReps: 15,
  },
  {
    key: 'sales-manager',
    name: 'Sales manager',
    side: 'sales',
    owns: 'The pipeline and the people of a team.',
    fromReps: 1,
  },
] as const

export type RoleKey = (typeof roles)[number]['key']
export const roleKeys = roles.map(({ key }) => key) as [RoleKey, ...RoleKey[]]

/** The parts a role can have in a check: responsible, accountable, consulted, informed. */
export const parts = ['responsible', 'accountable', 'consulted', 'informed'] as const
export type Part = (typeof parts)[number]

/** The name of a role. */
export function nameOfRole(key: RoleKey): string {
  return roles.find((role) => role.key === key)!.name
}

/** The roles that are usually filled with so many reps, without the managers of teams. */
export function suggestedTeam(reps: number): RoleKey[] {
  return roles.filter(({ side, fromReps }) => side !== 'sales' && reps >= fromReps).map(({ key }) => key)
}
