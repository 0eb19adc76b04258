/**
 * Who may use whom. Read by the arrow check (`npm run arrows`), by the SQL check and by the drawing in ARCHITECTURE.md.
 * Everyone may use `platform` and `packages`; `platform` knows no domain; packages know nobody.
 */
export const mayUse = {
  company: [],
  crm: ['company'],
  goals: ['company', 'crm'],
  demand: ['company', 'crm'],
  imports: ['company', 'crm', 'goals'],
  settings: ['company'],
  overview: ['*'],
}

/** Files that may touch the world; every other file of a domain is pure. */
export const roleFiles = ['queries', 'commands', 'routes', 'jobs', 'contract', 'command']

/** What other domains may import from a domain. */
export const publicFiles = ['schema', 'queries', 'commands', 'ui']

/** Tables that everybody may read: roles and their permissions. */
export const tables = ['roles']

/** The shell: may use all domains, and no domain uses it. */
export const shell = [
  'server',
  'routes',
  'worker',
  'reactions',
  'start',
  'databases',
  'workspaces',
  'demo',
  'cli',
  'web',
]
