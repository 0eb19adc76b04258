import type { Role } from '#platform/auth/scope.ts'
import { type BeforeTeam, withTeam } from './team-rooms.ts'

const read = [
  'company:read',
  'crm:read',
  'pipeline:read',
  'process:read',
  'goals:read',
  'revenue:read',
  'overview:read',
] as const
const demand = ['demand:read', 'supply:read'] as const
const plan = ['demand:read', 'demand:refresh', 'demand:treat', 'demand:override', 'supply:read'] as const
const supply = ['supply:edit', 'supply:plan'] as const
const run = [
  'crm:edit',
  'goals:edit',
  'goals:pay',
  'process:edit',
  'revenue:call',
  'revenue:lock',
  'imports:read',
  'imports:run',
  'imports:undo',
  'company:edit',
  'demand:refresh',
] as const
/** The sales stack, and every webhook that leaves. */
const seeTools = ['integrations:read'] as const
const connect = ['integrations:read', 'integrations:run'] as const
const measure = ['practices:read'] as const
const sop = ['sop:read'] as const
const join = ['sop:read', 'sop:contribute', 'sop:sign'] as const
const decide = ['sop:decide', 'demand:approve'] as const
const lead = ['sop:run'] as const
/** Everybody may hold tokens and webhooks, speak of what they see, and act on it. */
const tokens = [
  'tokens:own',
  'integrations:own',
  'integrations:ask',
  'integrations:assist',
  'actions:read',
  'actions:write',
] as const
const own = ['users:manage', 'goals:pay-approve', 'settings:edit', 'audit:read', 'backup:run', 'company:erase'] as const

const everything = { deals: 'all', quotas: 'all', orders: 'all', calls: 'all', statements: 'all' } as const

/** Role -> what it may do and how far it sees: the one table of permissions and default visibility. */
export const roles: Record<string, Role> = Object.fromEntries(
  (
    [
      {
        key: 'owner',
        name: 'Owner',
        does: 'Runs this workspace: users, settings, backup, and everything below.',
        permissions: [
          ...read,
          ...plan,
          ...supply,
          ...run,
          ...join,
          ...decide,
          ...lead,
          ...measure,
          'practices:edit',
          ...connect,
          ...tokens,
          ...own,
        ],
        reach: everything,
      },
      {
        key: 'executive',
        name: 'Executive',
        does: 'Reads everything: goals, pipeline, demand, and what needs a decision.',
        permissions: [...read, ...demand, ...join, ...decide, ...measure, ...seeTools, ...tokens],
        reach: everything,
      },
      {
        key: 'sales-manager',
        name: 'Sales manager',
        does: 'Sees the deals and quotas of the people who report to them, directly or further down.',
        permissions: [...read, ...demand, ...join, 'crm:edit', 'revenue:call', ...tokens],
        reach: { deals: 'team', quotas: 'team', orders: 'team', calls: 'team', statements: 'team' },
      },
      {
        key: 'rep',
        name: 'Rep',
        does: 'Works their own deals against their own quota.',
        permissions: [...read, 'crm:edit', 'revenue:call', ...tokens],
        reach: { deals: 'own', quotas: 'own', orders: 'own', calls: 'own', statements: 'own' },
      },
      {
        key: 'sales-ops-manager',
        name: 'Sales ops manager',
        does: 'Runs the process: imports, people, quotas, forecasts, and the audit.',
        permissions: [
          ...read,
          ...plan,
          ...supply,
          ...run,
          ...join,
          ...decide,
          ...lead,
          ...measure,
          'practices:edit',
          ...connect,
          ...tokens,
          'goals:pay-approve',
          'audit:read',
          'backup:run',
        ],
        reach: everything,
      },
      {
        key: 'sales-ops-analyst',
        name: 'Sales ops analyst',
        does: 'Analyses everything and imports data; changes no settings.',
        permissions: [...read, ...plan, ...join, ...measure, ...seeTools, 'imports:read', 'imports:run', ...tokens],
        reach: everything,
      },
      {
        key: 'crm-administrator',
        name: 'CRM administrator',
        does: 'Keeps accounts, deals, people and imports in order.',
        permissions: [...read, ...run, ...demand, ...sop, ...measure, ...connect, ...tokens, 'audit:read'],
        reach: everything,
      },
      {
        key: 'demand-planner',
        name: 'Demand planner',
        does: 'Owns the demand forecast; reads deals as a signal.',
        permissions: [...read, ...plan, ...join, 'imports:read', 'imports:run', ...tokens],
        reach: everything,
      },
      {
        key: 'supply-planner',
        name: 'Supply planner',
        does: 'Plans supply against the demand forecast; sees no single deal or quota.',
        permissions: [
          'company:read',
          'overview:read',
          ...demand,
          ...supply,
          ...join,
          'imports:read',
          'imports:run',
          ...tokens,
        ],
        reach: { deals: 'none', quotas: 'none', orders: 'all', calls: 'none', statements: 'none' },
      },
      {
        key: 'finance',
        name: 'Finance',
        does: 'Reads every number and where it comes from, with the audit.',
        permissions: [
          ...read,
          ...demand,
          ...join,
          ...measure,
          ...seeTools,
          'goals:edit',
          'goals:pay-approve',
          ...tokens,
          'audit:read',
        ],
        reach: everything,
      },
      {
        key: 'enablement',
        name: 'Enablement',
        does: 'Sees people, goals and stage progress to help reps; no single order.',
        permissions: [...read, ...tokens],
        reach: { deals: 'all', quotas: 'all', orders: 'none', calls: 'all', statements: 'none' },
      },
    ] satisfies BeforeTeam[]
  ).map((role) => [role.key, withTeam(role)]),
)

/** Every permission that any role holds: what a token's scopes may be chosen from. */
export const permissions: readonly string[] = [
  ...new Set(Object.values(roles).flatMap((role) => role.permissions)),
].sort()
