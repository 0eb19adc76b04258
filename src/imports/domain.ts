import { domain } from '#platform/domain.ts'
import { forgetInImports } from './forget.tx.ts'
import { importsJobs } from './jobs.ts'
import { needsOfImports } from './needs.ts'
import { importsRoutes } from './routes.ts'
import { importTroubles } from './troubles.sql.ts'

const permissions = {
  'imports:read': 'see imports',
  'imports:run': 'import files',
  'imports:undo': 'undo imports',
} as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
}

/** Files in: read, recognised, checked, loaded together, undone. */
export const declaration = domain('imports', {
  uses: ['company'],
  permissions,
  refersToAny: [{ table: 'imports.alias', noun: 'noun', column: 'subject_id', says: 'keys of other systems' }],
  forgets: forgetInImports,
  attentionFor: 'imports:read',
  attention: async ({ db, permissions, written }) =>
    needsOfImports(await importTroubles(db), { mayMend: permissions.has('imports:run'), written }),
  routes: importsRoutes,
  jobs: importsJobs,
})
