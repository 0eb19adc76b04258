import { readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A running PostgreSQL as its own postmaster.pid describes it. */
export type Postmaster = { pid: number; socketDir: string; ready: boolean }

/** The PostgreSQL that runs on a cluster, or undefined when there is none or the file was left by a dead one. */
export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n').map((line) => line.trim())
  const pid = Number(lines[0])
  if (!pid || !(await runsIn({ pid, cluster }))) return undefined
  return { pid, socketDir: lines[4] ?? '', ready: lines[7] === 'ready' }
}

/** Stops a PostgreSQL: first politely, then, when `patience` (ms) runs out, without a last checkpoint (it recovers at the next start). */
export async function stopPostmaster(input: { pid: number; cluster: string; patience: number }): Promise<void> {
  const { pid, cluster, patience } = input
  for (const [signal, wait] of [
    ['SIGINT', patience],
    ['SIGQUIT', 5000],
  ] as const) {
    if (!(await runsIn({ pid, cluster }))) return
    send(pid, signal)
    if (await gone({ pid, cluster, within: wait })) return
  }
  throw new Error(`PostgreSQL (process ${pid}) did not stop. End it with "kill ${pid}" and try again.`)
}

async function gone(input: { pid: number; cluster: string; within: number }): Promise<boolean> {
  for (let waited = 0; waited < input.within; waited += 10) {
    if (!(await runsIn(input))) return true
    await sleep(10)
  }
  return false
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** PostgreSQL works inside its data directory: a process elsewhere only happens to have the same number. */
async function runsIn(input: { pid: number; cluster: string }): Promise<boolean> {
  const folder = await readlink(`/proc/${input.pid}/cwd`).catch(() => '')
  return folder === input.cluster
}
