import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { lstat, open, readFile, rename } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { socketPort } from './cluster.ts'
import type { Engine } from './engine.ts'
import { findPostmaster, stopPostmaster } from './postmaster.ts'
import type { SystemUser } from './system-user.ts'

/** Where the embedded server tells what it does; pino fits. */
export type EmbeddedLog = { info: (line: string) => void; error: (line: string) => void }

/** What it takes to run PostgreSQL on a cluster; `ask` puts a first question to it and fails if no answer comes. */
export type Plan = {
  engine: Engine
  user: SystemUser | undefined
  cluster: string
  socketDir: string
  logFile: string
  settings: Record<string, string>
  log: EmbeddedLog
  ask: () => Promise<unknown>
}

const largestLog = 10_000_000
const politeStop = 900

/** Runs PostgreSQL until `stop`, and starts it again should it end by itself. */
export async function keepRunning(plan: Plan): Promise<{ stop: () => Promise<void>; pid: () => number }> {
  let stopping = false
  let child = await start(plan)
  let restart = Promise.resolve()
  const watch = () =>
    child.once('exit', (code, signal) => {
      if (stopping) return
      plan.log.error(`PostgreSQL ended by itself (${signal ?? `exit code ${code}`}); starting it again`)
      restart = revive()
    })
  async function revive() {
    for (let wait = 250; !stopping; wait = Math.min(2 * wait, 10_000)) {
      try {
        child = await start(plan)
        watch()
        plan.log.info('PostgreSQL is back')
        return
      } catch (error) {
        plan.log.error(`PostgreSQL could not be started again, trying further: ${(error as Error).message}`)
        await sleep(wait)
      }
    }
  }
  watch()
  const stop = async () => {
    stopping = true
    await restart
    await stopPostmaster({ pid: child.pid!, cluster: plan.cluster, patience: politeStop })
  }
  return { stop, pid: () => child.pid! }
}

/** Stops a PostgreSQL that outlived its Drumbeat, then starts ours detached, so that Ctrl-C leaves it to us to stop. */
async function start(plan: Plan): Promise<ChildProcess> {
  const orphan = await findPostmaster(plan.cluster)
  if (orphan) {
    plan.log.info(`Stopping the PostgreSQL that an earlier start left behind (process ${orphan.pid})`)
    await stopPostmaster({ pid: orphan.pid, cluster: plan.cluster, patience: 10_000 })
  }
  const settings = Object.entries(plan.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const args = ['-D', plan.cluster, '-k', plan.socketDir, '-p', String(socketPort), ...settings]
  for (let attempt = 1; ; attempt++) {
    const child = await spawnPostgres(plan, args)
    if (await answers(child, plan)) return child
    // The processes of a killed PostgreSQL need a moment to notice, and hold its shared memory until then.
    const held = /shared memory block|lock file "postmaster.pid"/.test(await lastLines(plan.logFile, 60))
    if (attempt === 20 || !held) {
      throw new Error(`PostgreSQL did not start. The end of ${plan.logFile}:\n${await lastLines(plan.logFile, 6)}`)
    }
    await sleep(250)
  }
}

async function spawnPostgres(plan: Plan, args: string[]): Promise<ChildProcess> {
  const size = (await lstat(plan.logFile).catch(() => undefined))?.size ?? 0
  if (size > largestLog) await rename(plan.logFile, `${plan.logFile}.1`)
  // A file, not a pipe: PostgreSQL must be able to go on when we are gone. No link, which may lead to somebody else's.
  const { O_WRONLY, O_APPEND, O_CREAT, O_NOFOLLOW } = constants
  const output = await open(plan.logFile, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW, 0o644)
  if (plan.user) await output.chown(plan.user.uid, plan.user.gid)
  const owner = plan.user && { uid: plan.user.uid, gid: plan.user.gid }
  const child = spawn(plan.engine.postgres, args, {
    cwd: plan.cluster,
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    stdio: ['ignore', output.fd, output.fd],
    detached: true,
    ...owner,
  })
  await output.close()
  return child
}

/** Waits for this very process to be ready; the socket alone might be answered by another. */
async function answers(child: ChildProcess, plan: Plan): Promise<boolean> {
  let ended = false
  child.once('exit', () => {
    ended = true
  })
  child.once('error', (error) => {
    plan.log.error(`PostgreSQL could not be run: ${error.message}`)
    ended = true
  })
  while (!ended) {
    const postmaster = await findPostmaster(plan.cluster)
    if (postmaster?.ready && postmaster.pid === child.pid) {
      await plan.ask()
      return true
    }
    await sleep(10)
  }
  return false
}

async function lastLines(file: string, lines: number): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-lines).join('\n')
}
