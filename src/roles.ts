import type { Role } from '#platform/auth/scope.ts'

const read = ['company:read', 'crm:read', 'goals:read', 'overview:read'] as const
const demand = ['demand:read'] as const
const plan = ['demand:read', 'demand:refresh', 'demand:treat'] as const
const run = [
  'crm:edit',
  'goals:edit',
  'imports:read',
  'imports:run',
  'imports:undo',
  'company:edit',
  'demand:refresh',
] as const
const tokens = ['tokens:own'] as const
const own = ['users:manage', 'settings:edit', 'audit:read', 'backup:run', 'company:erase'] as const

const everything = { deals: 'all', quotas: 'all', orders: 'all' } as const

/** Role -> what it may do and how far it sees: the one table of permissions and default visibility. */
export const roles: Record<string, Role> = Object.fromEntries(
  (
    [
      {
        key: 'owner',
        name: 'Owner',
        does: 'Runs this workspace: users, settings, backup, and everything below.',
        permissions: [...read, ...plan, ...run, ...tokens, ...own],
        reach: everything,
      },
      {
        key: 'executive',
        name: 'Executive',
        does: 'Reads everything: goals, pipeline, demand, and what needs a decision.',
        permissions: [...read, ...demand, ...tokens],
        reach: everything,
      },
      {
        key: 'sales-manager',
        name: 'Sales manager',
        does: 'Sees the deals and quotas of the people who report to them, directly or further down.',
        permissions: [...read, ...demand, 'crm:edit', ...tokens],
        reach: { deals: 'team', quotas: 'team', orders: 'team' },
      },
      {
        key: 'rep',
        name: 'Rep',
        does: 'Works their own deals against their own quota.',
        permissions: [...read, 'crm:edit', ...tokens],
        reach: { deals: 'own', quotas: 'own', orders: 'own' },
      },
      {
        key: 'sales-ops-manager',
        name: 'Sales ops manager',
        does: 'Runs the process: imports, people, quotas, forecasts, and the audit.',
        permissions: [...read, ...plan, ...run, ...tokens, 'audit:read', 'backup:run'],
        reach: everything,
      },
      {
        key: 'sales-ops-analyst',
        name: 'Sales ops analyst',
        does: 'Analyses everything and imports data; changes no settings.',
        permissions: [...read, ...plan, 'imports:read', 'imports:run', ...tokens],
        reach: everything,
      },
      {
        key: 'crm-administrator',
        name: 'CRM administrator',
        does: 'Keeps accounts, deals, people and imports in order.',
        permissions: [...read, ...run, ...demand, ...tokens, 'audit:read'],
        reach: everything,
      },
      {
        key: 'demand-planner',
        name: 'Demand planner',
        does: 'Owns the demand forecast; reads deals as a signal.',
        permissions: [...read, ...plan, 'imports:read', 'imports:run', ...tokens],
        reach: everything,
      },
      {
        key: 'supply-planner',
        name: 'Supply planner',
        does: 'Plans supply against the demand forecast; sees no single deal or quota.',
        permissions: ['company:read', 'overview:read', ...demand, ...tokens],
        reach: { deals: 'none', quotas: 'none', orders: 'all' },
      },
      {
        key: 'finance',
        name: 'Finance',
        does: 'Reads every number and where it comes from, with the audit.',
        permissions: [...read, ...demand, ...tokens, 'audit:read'],
        reach: everything,
      },
      {
        key: 'enablement',
        name: 'Enablement',
        does: 'Sees people, goals and stage progress to help reps; no single order.',
        permissions: [...read, ...tokens],
        reach: { deals: 'all', quotas: 'all', orders: 'none' },
      },
    ] satisfies Role[]
  ).map((role) => [role.key, role]),
)

/** Every permission that any role holds: what a token's scopes may be chosen from. */
export const permissions: readonly string[] = [
  ...new Set(Object.values(roles).flatMap((role) => role.permissions)),
].sort()
