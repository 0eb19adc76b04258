import { constants } from 'node:fs'
import { lchown, lstat, open, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { findPostmaster, stopPostmaster } from './postmaster.ts'
import type { SystemUser } from './system-user.ts'

/** What Drumbeat keeps in a data directory beside its cluster; the copy of PostgreSQL's programs there is root's to make. */
const kept = /^(backups|files|run|postgres\.new|postgres\.log(\.\d+)?|drumbeat\.lock(\..+)?)$/
const staysRoots = 'engine'

/**
 * Makes a cluster the user's, as root, once: earlier versions left it to nobody. A PostgreSQL that a killed start left behind
 * as another user ends first. For who holds the claim on the directory.
 */
export async function handOverCluster({ dataDir, user }: { dataDir: string; user: SystemUser }): Promise<void> {
  const cluster = join(dataDir, 'postgres')
  const paths = [cluster, join(dataDir, 'run')]
  const others = await Promise.all(paths.map((path) => isAnothers(path, user)))
  if (!others.includes(true)) return
  const orphan = await findPostmaster(cluster)
  if (orphan) await stopPostmaster({ pid: orphan.pid, cluster, patience: 10_000 })
  for (const path of paths) if (await isAnothers(path, user)) await chownTree(path, user)
}

/** What lies in a data directory that is not Drumbeat's, if anything: such a folder is given to nobody. */
export async function strangerIn(dataDir: string): Promise<string | undefined> {
  const names = await readdir(dataDir).catch(() => [])
  return names.find((name) => !kept.test(name) && name !== staysRoots && name !== 'postgres')
}

/** Makes all of a data directory the user's, so that Drumbeat itself can run as them. */
export async function handOverAll({ dataDir, user }: { dataDir: string; user: SystemUser }): Promise<void> {
  if (!(await isAnothers(dataDir, user))) return
  for (const name of await readdir(dataDir)) if (kept.test(name)) await chownTree(join(dataDir, name), user)
  await lchown(dataDir, user.uid, user.gid)
}

/**
 * Gives a file, or a folder with all it holds, to the user. Follows no links, for what they lead to may be anybody's: each folder is
 * held open while its entries are changed, so that none can be exchanged for a link meanwhile.
 */
export async function chownTree(path: string, user: SystemUser): Promise<void> {
  const folder = await openFolder(path)
  if (!folder) return lchown(path, user.uid, user.gid)
  try {
    await folder.chown(user.uid, user.gid)
    const held = `/proc/self/fd/${folder.fd}`
    for (const name of await readdir(held)) await chownTree(`${held}/${name}`, user)
  } finally {
    await folder.close()
  }
}

/** Undefined for what is no folder, a link to one included. */
async function openFolder(path: string) {
  try {
    return await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW)
  } catch (error) {
    if (['ENOTDIR', 'ELOOP', 'ENXIO'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

async function isAnothers(path: string, { uid }: SystemUser): Promise<boolean> {
  const found = await lstat(path).catch(() => undefined)
  return found !== undefined && found.uid !== uid
}
