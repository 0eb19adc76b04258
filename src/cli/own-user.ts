import { readFileSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { flushCompileCache } from 'node:module'
import { join } from 'node:path'
import type { Config } from '#platform/config.ts'
import { claimDataDirectory } from '#platform/db/embedded/claim.ts'
import { prepareCluster, prepareDataDir } from '#platform/db/embedded/cluster.ts'
import { findEngine } from '#platform/db/embedded/engine.ts'
import { chownTree, handOverAll, handOverCluster, strangerIn } from '#platform/db/embedded/hand-over.ts'
import { blockingFolder, dataUser, type SystemUser } from '#platform/db/embedded/system-user.ts'
import { buildWeb } from '#web/build.ts'

const root = join(import.meta.dirname, '../..')

/**
 * Started by root, a server needs none of its powers: hands the data to an unprivileged user and goes on as that one, for good.
 * Where that cannot be, it says why and goes on as root. Answers at once for everybody else.
 */
export async function serveAsOwnUser(config: Pick<Config, 'dataDir' | 'databaseUrl' | 'port'>): Promise<void> {
  const user = dataUser(config.dataDir)
  if (!user) return
  const why = (await hindrance(user, config.dataDir)) ?? onlyRootListensOn(config.port)
  if (why) return say(`Drumbeat goes on as root: ${why}`)
  await buildWeb(() => say('Building the web page (half a minute, once per version) …'))
  if (await prepareFor(user, config)) become(user, config.dataDir) // else it runs already, and the start tells where
}

/** The same for a further process of a server, whose user it has to be. */
export async function workAsOwnUser(config: Pick<Config, 'dataDir' | 'databaseUrl'>): Promise<void> {
  const user = dataUser(config.dataDir)
  if (!user) return
  const owner = await stat(config.dataDir).catch(() => undefined)
  const isServersToo = config.databaseUrl !== undefined || owner?.uid === user.uid
  const why = (await hindrance(user, config.dataDir)) ?? (isServersToo ? undefined : 'its server does.')
  if (why) return say(`Drumbeat goes on as root: ${why}`)
  if (config.databaseUrl !== undefined)
    await handOverAll({ dataDir: await prepareDataDir({ dataDir: config.dataDir, user }), user })
  become(user, config.dataDir)
}

/** Files that root made for somebody who is not root become theirs. */
export async function leaveToOwner(dataDir: string): Promise<void> {
  const user = dataUser(dataDir)
  const owner = user && (await stat(dataDir).catch(() => undefined))
  if (user && owner?.uid === user.uid) await chownTree(join(dataDir, 'files'), user).catch(() => {})
}

function become(user: SystemUser, home: string): void {
  flushCompileCache() // where its programs are, only root writes
  process.setgroups?.([])
  process.setgid?.(user.gid)
  process.setuid?.(user.uid)
  process.env.HOME = home
  say(`Going on as ${user.name} instead of root …`)
}

async function hindrance(user: SystemUser, dataDir: string): Promise<string | undefined> {
  for (const folder of ['src', 'node_modules', 'packages']) {
    const blocking = blockingFolder(join(root, folder), user)
    if (blocking) return `${user.name} may not enter ${blocking}, where its programs are. Move it to /opt or /srv.`
  }
  const { mode } = await stat(import.meta.filename)
  if ((mode & 4) === 0) return `${user.name} may not read ${root}. Let others read it: chmod -R o+rX ${root}`
  const stranger = await strangerIn(dataDir)
  return stranger && `${dataDir} holds ${stranger}, which is not its own. Give DRUMBEAT_DATA a folder of its own.`
}

/** Does what root alone can: the folder, the cluster, and whose they are. False when another Drumbeat holds them. */
async function prepareFor(user: SystemUser, { dataDir: named, databaseUrl }: Pick<Config, 'dataDir' | 'databaseUrl'>) {
  const dataDir = await prepareDataDir({ dataDir: named, user })
  const claimed = await claimDataDirectory(dataDir)
  if (claimed.state === 'taken') return false
  try {
    if (databaseUrl === undefined) {
      await handOverCluster({ dataDir, user })
      await prepareCluster({ dataDir, engine: await findEngine({ dataDir, user }), user })
    }
    await handOverAll({ dataDir, user })
    return true
  } finally {
    await claimed.claim.release()
  }
}

function onlyRootListensOn(port: number): string | undefined {
  const isRoots = port > 0 && port < firstFreePort()
  return isRoots ? `only root listens on port ${port}. Take a higher one, with a proxy before it.` : undefined
}

function firstFreePort(): number {
  try {
    return Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'))
  } catch {
    return 1024
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}
