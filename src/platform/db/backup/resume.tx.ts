import { sql } from 'kysely'
import { readSetting } from '../../settings/settings.sql.ts'
import { systemActor, transact } from '../../transaction.ts'
import type { Workspace } from '../../workspace.ts'

type Restored = { madeAt: string; jobs: { name: string; data: Record<string, unknown> }[] }

/** After a restore, asks once for what was still waiting when the backup was made, and for what is worked out from the data. */
export async function resumeAfterRestore(workspace: Workspace): Promise<void> {
  const restored = await readSetting<Restored>(workspace.db, 'restored')
  if (!restored) return
  await transact({ workspace, actor: systemActor }, async ({ tx, audit, emit }) => {
    const { rows } = await sql`delete from platform.setting where key = 'restored' returning key`.execute(tx)
    if (rows.length === 0) return // another process was first
    for (const { name, data } of restored.jobs) {
      if (workspace.jobs.knows(name)) await workspace.jobs.send(name, data, { tx })
    }
    await emit('workspace.restored', {})
    await audit({
      command: 'workspace.restore',
      noun: 'workspace',
      summary: `Restored the workspace as it was on ${restored.madeAt}`,
    })
  })
}
