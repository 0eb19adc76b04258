import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type Started = {
  url: string
  /** The one-time link to claim the workspace, as printed in the terminal. */
  claim: string
  stop: () => Promise<void>
}

const launcher = join(import.meta.dirname, '../../../bin/drumbeat.mjs')

/** Drumbeat as a user starts it: the launcher, an empty data directory, an embedded PostgreSQL; without the demo. */
export async function startDrumbeat(): Promise<Started> {
  // The name by which a later run finds and sweeps away what a killed one left.
  const dataDir = await mkdtemp(join(tmpdir(), `drumbeat-test-${process.pid}-`))
  await chmod(dataDir, 0o755)
  const child = spawn(process.execPath, [launcher, 'start', '--port', '0', '--data', dataDir, '--no-demo'], {
    env: { ...process.env, DATABASE_URL: '', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  const ended = once(child, 'close')
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      said += chunk
    })
  }
  const found = (pattern: RegExp) => pattern.exec(said)?.[1]
  while (!found(/(http:\S+\/welcome\?token=\S+)/)) {
    if (child.exitCode !== null) throw new Error(`Drumbeat ended early: ${said}`)
    await sleep(50)
  }
  return {
    url: found(/running at (http:\S+?)\/?\s/)!,
    claim: found(/(http:\S+\/welcome\?token=\S+)/)!,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
