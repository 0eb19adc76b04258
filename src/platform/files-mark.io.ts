import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSetting } from './settings/settings.sql.ts'
import type { Workspace } from './workspace.ts'

const mark = 'place'

/** Leaves a mark beside the uploaded files of a workspace that tells whose they are. */
export async function markFiles(workspace: Workspace): Promise<void> {
  await writeFile(join(workspace.filesDir, mark), await placeOf(workspace), { mode: 0o600 })
}

/** Whether a process sees the uploaded files of its workspace: the folder is the one that the server marked. */
export async function seesFiles(workspace: Workspace): Promise<boolean> {
  const marked = await readFile(join(workspace.filesDir, mark), 'utf8').catch(() => null)
  return marked !== null && marked === (await placeOf(workspace))
}

async function placeOf({ db }: Workspace): Promise<string> {
  return String(await readSetting<string>(db, 'place.id'))
}
