import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { lchown, lstat, mkdir, readFile, realpath, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine } from './engine.ts'
import { chownTree } from './hand-over.ts'
import { accountFor, blockingFolder, type SystemUser } from './system-user.ts'

/** The only PostgreSQL role of the embedded server; the socket folder (mode 0700) is what guards it. */
export const superuser = 'drumbeat'

/** PostgreSQL's name for its socket; with no TCP the port is only a part of that name. */
export const socketPort = 5432

/** Linux gives a unix socket path 108 bytes, the last one being the terminator. */
const longestSocketPath = 107

/** Makes the data directory and sees that PostgreSQL's user can reach it; answers its real path. */
export async function prepareDataDir(input: { dataDir: string; user: SystemUser | undefined }): Promise<string> {
  const { dataDir, user } = input
  if (user) refuseUnreachable(dataDir, user)
  await mkdir(dataDir, { recursive: true, mode: 0o755 }).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `The data directory ${dataDir} cannot be made (${error.code}). Set DRUMBEAT_DATA to a folder you may write to.`,
    )
  })
  const real = await realpath(dataDir)
  if (user) refuseUnreachable(real, user)
  return real
}

function refuseUnreachable(dataDir: string, user: SystemUser): void {
  const blocking = blockingFolder(dataDir, user)
  if (!blocking) return
  throw new Error(
    `PostgreSQL does not run as root but as ${user.name}, who may not enter ${blocking}, so it cannot keep its data in ${dataDir}. ` +
      `Set DRUMBEAT_DATA to a folder below /var/lib or /srv, or open the way with "chmod o+x ${blocking}".`,
  )
}

/** Makes the database cluster on first use and answers its path. */
export async function prepareCluster(input: {
  dataDir: string
  engine: Engine
  user: SystemUser | undefined
}): Promise<string> {
  const { dataDir, engine, user } = input
  const cluster = join(dataDir, 'postgres')
  const version = await readFile(join(cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version === undefined) await initialise({ cluster, engine, user })
  else if (Number.parseInt(version, 10) !== engine.major) {
    throw new Error(
      `The data in ${cluster} was written by PostgreSQL ${version.trim()}; this Drumbeat brings ${engine.major}. ` +
        'Run "drumbeat backup FILE" with the earlier Drumbeat, choose a new DRUMBEAT_DATA, and run "drumbeat restore FILE" with this one.',
    )
  }
  return cluster
}

/** Where the unix socket is: below the data directory, or in a short place where that path is too long. */
export function socketDirOf(dataDir: string): string {
  const near = join(dataDir, 'run')
  const fits = Buffer.byteLength(join(near, `.s.PGSQL.${socketPort}`)) <= longestSocketPath
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16)
  return fits ? near : join(tmpdir().length > 60 ? '/tmp' : tmpdir(), `drumbeat-${name}`)
}

/** Makes the folder for the unix socket, which only PostgreSQL's user enters. */
export async function prepareSocketDir(input: { dataDir: string; user: SystemUser | undefined }): Promise<string> {
  const folder = socketDirOf(input.dataDir)
  await ownFolder(folder, input.user)
  return folder
}

/** Works beside the final place and renames, so that an interrupted initdb is never taken for a whole cluster. */
async function initialise(input: { cluster: string; engine: Engine; user: SystemUser | undefined }): Promise<void> {
  const half = `${input.cluster}.new`
  await rm(half, { recursive: true, force: true })
  const account = input.user && accountFor(input.user)
  await ownFolder(half, account)
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
  const args = ['-D', half, '-U', superuser, '--auth=trust', '--data-checksums', ...locale, '--no-instructions']
  await runToEnd({ program: input.engine.initdb, args, cwd: half, user: account })
  if (input.user) await chownTree(half, input.user)
  await rename(half, input.cluster)
}

async function ownFolder(folder: string, user: SystemUser | undefined): Promise<void> {
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  const { uid } = await lstat(folder)
  if (user && uid === 0) await lchown(folder, user.uid, user.gid)
  else if (uid !== (user?.uid ?? process.getuid?.())) {
    throw new Error(
      `${folder} belongs to another user (uid ${uid}). Remove it, or set DRUMBEAT_DATA to another folder.`,
    )
  }
}

function runToEnd(input: {
  program: string
  args: string[]
  cwd: string
  user: SystemUser | undefined
}): Promise<void> {
  const { program, args, cwd, user } = input
  const owner = user && { uid: user.uid, gid: user.gid }
  const child = spawn(program, args, { cwd, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' }, ...owner })
  let said = ''
  child.stdout.on('data', () => undefined)
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else
        reject(new Error(`The database could not be set up in ${cwd}: ${said.trim() || `initdb ended with ${code}`}`))
    })
  })
}
