import type { Job } from '#platform/jobs/jobs.ts'
import { type Actor, systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { askedBy } from './imports.sql.ts'
import { loadSet } from './loading/load.tx.ts'
import { tidyImports } from './tidy.tx.ts'

/** Checking and loading files behind the screens. A load that was cut off is done again as a whole. */
export const importsJobs: Job[] = [
  {
    name: 'imports.check',
    run: (workspace, data, signal) => run(workspace, { setId: String(data.setId), dryRun: true, signal }),
    expireSeconds: 6 * 3600,
  },
  {
    name: 'imports.load',
    run: (workspace, data, signal) => run(workspace, { setId: String(data.setId), dryRun: false, signal }),
    expireSeconds: 6 * 3600,
  },
  {
    name: 'imports.tidy',
    run: (workspace) => tidyImports({ workspace, actor: systemActor }),
    singleton: true,
    cron: '*/10 * * * *',
  },
]

async function run(
  workspace: Workspace,
  input: { setId: string; dryRun: boolean; signal: AbortSignal },
): Promise<void> {
  await loadSet({ workspace, actor: await starter(workspace, input.setId) }, input)
}

/** The audit names the user who asked, not the machine that did it. */
async function starter(workspace: Workspace, setId: string): Promise<Actor> {
  const user = await askedBy(workspace.db, setId)
  return user ? { kind: 'user', ...user } : systemActor
}
