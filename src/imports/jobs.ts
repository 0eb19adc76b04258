import { sql } from 'kysely'
import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { loadSet } from './loading/commands.ts'

/** Checking and loading files behind the screens. A load that was cut off is done again as a whole. */
export const importsJobs: Job[] = [
  {
    name: 'imports.check',
    run: (workspace, data, signal) => run(workspace, { setId: String(data.setId), dryRun: true, signal }),
    retries: 5,
    expireSeconds: 6 * 3600,
  },
  {
    name: 'imports.load',
    run: (workspace, data, signal) => run(workspace, { setId: String(data.setId), dryRun: false, signal }),
    retries: 5,
    expireSeconds: 6 * 3600,
  },
]

async function run(
  workspace: Workspace,
  input: { setId: string; dryRun: boolean; signal: AbortSignal },
): Promise<void> {
  await loadSet({ workspace, actor: await starter(workspace, input.setId) }, input)
}

/** The audit names the user who asked, not the machine that did it. */
async function starter(workspace: Workspace, setId: string) {
  const { rows } = await sql<{
    id: string
    name: string
  }>`select u.id, u.name from imports.import i join auth."user" u on u.id = i.started_by where i.set_id = ${setId} limit 1`.execute(
    workspace.db,
  )
  return rows[0] ? ({ kind: 'user', ...rows[0] } as const) : systemActor
}
