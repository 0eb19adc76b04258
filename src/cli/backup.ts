import { readFileSync } from 'node:fs'
import { isAbsolute, resolve } from 'node:path'
import { systemClock } from '#platform/clock.ts'
import { readConfig } from '#platform/config.ts'
import { restoreBackup } from '#platform/db/backup/restore.ts'
import { writeBackup } from '#platform/db/backup/write.ts'
import { reachDatabase, type Workspace } from '#platform/db/embedded/reach.ts'

/** What both commands are asked: which file, which workspace, and the flags that say where the database is. */
export type BackupRequest = {
  file: string
  workspace: Workspace
  argv: string[]
  /** A file whose first line is the passphrase; without it the one of DRUMBEAT_PASSPHRASE, or none. */
  passphraseFile?: string | undefined
}

/** Writes a workspace to a file; answers the exit code. */
export async function runBackup({
  file,
  workspace,
  argv,
  passphraseFile,
  passwords = false,
}: BackupRequest & { passwords?: boolean }): Promise<number> {
  const passphrase = readPassphrase(passphraseFile)
  const config = readConfig({ argv, env: process.env })
  const { url, release } = await reachDatabase({ config, workspace, sharing: 'shared' })
  try {
    const { tables, rows, bytes } = await writeBackup({
      address: url,
      file: absolute(file),
      madeAt: systemClock(),
      passphrase,
      passwords,
    })
    process.stdout.write(
      `Wrote ${file}: ${tables} tables, ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB. ` +
        `${passphrase === undefined ? 'It can be read by whoever holds it' : 'It is sealed with the passphrase'}. ` +
        `Left out: ${passwords ? '' : 'passwords, '}sessions, and the files of imports not yet accepted.\n`,
    )
    return 0
  } finally {
    await release()
  }
}

/** Replaces a workspace by a backup, all or nothing; answers the exit code. */
export async function runRestore({
  file,
  workspace,
  argv,
  passphraseFile,
  keepTokens = false,
}: BackupRequest & { keepTokens?: boolean }): Promise<number> {
  const passphrase = readPassphrase(passphraseFile)
  const config = readConfig({ argv, env: process.env })
  const { url, release } = await reachDatabase({ config, workspace, sharing: 'exclusive' })
  try {
    const restored = await restoreBackup({ address: url, file: absolute(file), passphrase, keepTokens })
    if (restored.state === 'refused') {
      process.stderr.write(`Nothing was changed: ${restored.reason}.\n`)
      return 1
    }
    const { header, tables, rows } = restored.contents
    process.stdout.write(
      `Restored ${workspace} as it was on ${header.madeAt} (${tables} tables, ${rows} rows, from PostgreSQL ${header.postgres}).\n` +
        'Who has no password here gets one by a link: drumbeat user reset EMAIL.\n',
    )
    return 0
  } finally {
    await release()
  }
}

/** From a file or the environment, never from the command line, which others on the machine can read. */
function readPassphrase(file: string | undefined): string | undefined {
  const given =
    file === undefined ? process.env.DRUMBEAT_PASSPHRASE : readFileSync(absolute(file), 'utf8').split('\n')[0]
  if (given === undefined || given === '') return undefined
  if (given.length >= 12) return given
  throw new Error('The passphrase has fewer than 12 characters: take four or five words.')
}

function absolute(file: string): string {
  return isAbsolute(file) ? file : resolve(process.cwd(), file)
}
