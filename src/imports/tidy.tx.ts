import { rm } from 'node:fs/promises'
import { sql } from 'kysely'
import { transact, type Work } from '#platform/transaction.ts'

/** Uploaded files are kept this long after their import ended, for those who ask what was in them. */
const KEPT_DAYS = 30

/**
 * Ends imports that nobody carries out any more (a command line that was killed has no job that tries again) and deletes
 * uploaded files whose import ended long ago. While any load runs, nothing is touched.
 */
export async function tidyImports(work: Work): Promise<void> {
  const { workspace } = work
  const waiting = await workspace.jobs.unfinished(['imports.check', 'imports.load'])
  const alive = waiting.map((data) => String(data.setId))
  const files = await transact(work, async ({ tx, now, audit }) => {
    const free = await sql<{ free: boolean }>`
      select pg_try_advisory_xact_lock(hashtext('imports.load')) as free`.execute(tx)
    if (!free.rows[0]?.free) return []
    const left = await sql<{ id: string; fileName: string }>`
      update imports.import set status = 'failed', phase = null, finished_at = ${now},
        error = 'It was cut off and nobody carries it on. Nothing was written; import the file again.'
      where status in ('checking', 'loading') and set_id <> all(${alive}::uuid[])
        and coalesce(started_at, created_at) < ${now}::timestamptz - interval '1 minute'
      returning id, file_name as "fileName"`.execute(tx)
    for (const { id, fileName } of left.rows) {
      await audit({
        command: 'imports.tidy',
        noun: 'import',
        subjectId: id,
        summary: `Ended the cut-off import of ${fileName}`,
      })
    }
    const old = await sql<{ path: string }>`
      update imports.import i set file_path = null
      from (select id, file_path from imports.import
        where file_path like ${`${workspace.filesDir}/%`} and status in ('loaded', 'failed', 'cancelled', 'undone')
          and finished_at < ${now}::timestamptz - make_interval(days => ${KEPT_DAYS})) done
      where i.id = done.id returning done.file_path as path`.execute(tx)
    return old.rows.map((row) => row.path)
  })
  for (const path of files) {
    await rm(path, { force: true })
    await rm(path.replace(/\.file$/, '.xlsx'), { force: true })
  }
}
