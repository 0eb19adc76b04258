import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startTime } from '../../running-process.io.ts'

/** The Drumbeat process that holds a data directory, as written in its lock file. */
export type Owner = { pid: number; startedAt: string; url?: string }

/** The right to use a data directory; `announce` tells later starts where this one can be reached. */
export type Claim = { announce: (url: string) => Promise<void>; release: () => Promise<void> }

export type ClaimResult = { state: 'claimed'; claim: Claim } | { state: 'taken'; owner: Owner }

/** Takes the lock of a data directory, unless a live process holds it; the lock of a dead process is replaced. */
export async function claimDataDirectory(dataDir: string): Promise<ClaimResult> {
  const lock = join(dataDir, 'drumbeat.lock')
  const mine = `${lock}.${process.pid}`
  const self: Owner = { pid: process.pid, startedAt: await startTime(process.pid) }
  await writeNew(mine, JSON.stringify(self))
  try {
    for (;;) {
      if (await linkUnlessThere(mine, lock)) return { state: 'claimed', claim: holdClaim({ lock, self }) }
      const owner = await readOwner(lock)
      if (owner && (await isAlive(owner))) return { state: 'taken', owner }
      await removeStale(lock)
    }
  } finally {
    await rm(mine, { force: true })
  }
}

/** The live process that holds a data directory, once it can be reached; looking changes nothing. */
export async function reachableOwner(dataDir: string): Promise<Owner | null> {
  const owner = await readOwner(join(dataDir, 'drumbeat.lock'))
  return owner?.url !== undefined && (await isAlive(owner)) ? owner : null
}

/** Never into what is there, which another user may have made a link to somewhere else. */
async function writeNew(path: string, text: string): Promise<void> {
  await rm(path, { force: true })
  await writeFile(path, text, { flag: 'wx' })
}

/** link(2) fails when the name exists, which makes the lock appear whole or not at all. */
async function linkUnlessThere(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/**
 * Removes the lock of a dead process. One start at a time looks and removes, and only what it saw: where no lock is there any
 * more, the next one that appears is that of a start which took it.
 */
async function removeStale(lock: string): Promise<void> {
  const turn = await takeTurn(lock)
  try {
    const text = await textOf(lock)
    const owner = ownerIn(text)
    if (text !== null && !(owner && (await isAlive(owner)))) await rm(lock, { force: true })
  } finally {
    turn.close()
  }
}

/** Holds an abstract socket named after the lock: the kernel lets one process have it, and frees it when that one dies. */
async function takeTurn(lock: string): Promise<Server> {
  const path = `\0drumbeat-${createHash('sha256').update(lock).digest('hex')}`
  for (let attempt = 1; ; attempt++) {
    const server = createServer()
    try {
      server.listen({ path })
      await once(server, 'listening')
      return server
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt === 100) throw error
      await sleep(20)
    }
  }
}

function holdClaim(input: { lock: string; self: Owner }): Claim {
  const { lock, self } = input
  return {
    async announce(url) {
      await writeNew(`${lock}.url`, JSON.stringify({ ...self, url }))
      await rename(`${lock}.url`, lock)
    },
    async release() {
      const owner = await readOwner(lock)
      if (owner?.pid === self.pid) await rm(lock, { force: true })
    },
  }
}

async function readOwner(lock: string): Promise<Owner | undefined> {
  return ownerIn(await textOf(lock))
}

/** What a lock says; null where there is none. */
async function textOf(lock: string): Promise<string | null> {
  return readFile(lock, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}

function ownerIn(text: string | null): Owner | undefined {
  try {
    return JSON.parse(text ?? '') as Owner
  } catch {
    return undefined
  }
}

/** A pid alone may have been given to another process since, so its start time has to match as well. */
async function isAlive(owner: Owner): Promise<boolean> {
  return owner.startedAt === (await startTime(owner.pid)) && owner.startedAt !== ''
}
