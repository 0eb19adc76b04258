import { isAbsolute, resolve } from 'node:path'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { restoreBackup } from '#platform/db/backup/restore.ts'
import { writeBackup } from '#platform/db/backup/write.ts'
import { reachDatabase, type Workspace } from '#platform/db/embedded/reach.ts'

/** What both commands are asked: which file, which workspace, and the flags that say where the database is. */
export type BackupRequest = { file: string; workspace: Workspace; argv: string[] }

/** Writes a workspace to a file; answers the exit code. */
export async function runBackup({ file, workspace, argv }: BackupRequest): Promise<number> {
  const config = readConfig({ argv, env: process.env })
  const { url, release } = await reachDatabase({ config, workspace, sharing: 'shared' })
  try {
    const { tables, rows, bytes } = await writeBackup({ address: url, file: absolute(file), madeAt: systemClock() })
    process.stdout.write(
      `Wrote ${file}: ${tables} tables, ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB. ` +
        'Left out: jobs still waiting, which are made anew, and the files of imports not yet accepted.\n',
    )
    return 0
  } finally {
    await release()
  }
}

/** Replaces a workspace by a backup, all or nothing; answers the exit code. */
export async function runRestore({ file, workspace, argv }: BackupRequest): Promise<number> {
  const config = readConfig({ argv, env: process.env })
  const { url, release } = await reachDatabase({ config, workspace, sharing: 'exclusive' })
  try {
    const restored = await restoreBackup({ address: url, file: absolute(file) })
    if (restored.state === 'refused') {
      process.stderr.write(`Nothing was changed: ${restored.reason}.\n`)
      return 1
    }
    const { header, tables, rows } = restored.contents
    process.stdout.write(
      `Restored ${workspace} as it was on ${header.madeAt} (${tables} tables, ${rows} rows, from PostgreSQL ${header.postgres}).\n`,
    )
    return 0
  } finally {
    await release()
  }
}

function absolute(file: string): string {
  return isAbsolute(file) ? file : resolve(process.cwd(), file)
}
