import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '#platform/db/embedded/server.ts'
import { migrate } from '#platform/db/migrate.ts'

/** A migrated database on a PostgreSQL of its own, and a folder beside it, for as long as `use` takes. */
export async function inNewDatabase<T>(
  name: string,
  use: (at: { address: string; dataDir: string }) => Promise<T>,
): Promise<T> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drumbeat-bench-'))
  await chmod(dataDir, 0o755)
  const opened = await openEmbedded({ dataDir, log: { info: () => undefined, error: console.error } })
  if (opened.state !== 'open') throw new Error(`${dataDir} is held by process ${opened.owner.pid}.`)
  try {
    await opened.server.ensureDatabase(name)
    const address = opened.server.urlFor(name)
    await migrate(address)
    return await use({ address, dataDir })
  } finally {
    await opened.server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
