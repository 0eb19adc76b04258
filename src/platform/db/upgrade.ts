import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { writeBackup } from './backup/write.ts'
import { type Migration, migrate, migrationsDue, readMigrations } from './migrate.ts'
import type { DatabaseAddress } from './pool.ts'

/** So many backups from before upgrades are kept of each workspace, the newest. */
const KEPT = 5
const begin = (name: string) => `before-upgrade-${name}-`

/**
 * Brings a database to the newest schema, and writes a backup into the folder before, passwords with it, unless the database
 * is new or up to date. A step that fails leaves the database as it was. Answers the backup's path, null where none was needed.
 */
export async function upgrade(input: {
  address: DatabaseAddress
  /** Which workspace it is, for the file's name. */
  name: string
  folder: string
  now: Date
  say: (line: string) => void
  migrations?: Migration[]
}): Promise<string | null> {
  const { address, name, folder, now, say, migrations = readMigrations() } = input
  const due = await migrationsDue(address, migrations)
  if (due.length === 0 || due.length === migrations.length) {
    await migrate(address, migrations)
    return null
  }
  const file = join(folder, `${begin(name)}${now.toISOString().slice(0, 19).replaceAll(':', '-')}.drumbeat`)
  say(`Backing up before the upgrade, into ${file} …`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeBackup({ address, file, madeAt: now, passwords: true })
  await forgetOld(folder, begin(name))
  say(`Bringing the database to this version (${due.length} steps) …`)
  await migrate(address, migrations)
  return file
}

async function forgetOld(folder: string, begin: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => name.startsWith(begin)).sort()
  for (const name of files.slice(0, -KEPT)) await rm(join(folder, name))
}

/** Where backups from before upgrades are. */
export function backupsIn(dataDir: string): string {
  return join(dataDir, 'backups')
}
