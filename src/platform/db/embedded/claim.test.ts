import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { claimDataDirectory } from './claim.ts'

let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'drumbeat-claim-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

describe('the claim on a data directory', () => {
  test('is held once, and free again after its release', async () => {
    const first = await claimDataDirectory(dataDir)
    expect(await claimDataDirectory(dataDir)).toMatchObject({ state: 'taken', owner: { pid: process.pid } })
    if (first.state === 'claimed') await first.claim.release()
    expect((await claimDataDirectory(dataDir)).state).toBe('claimed')
  })

  test.each([
    ['a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'x' })],
    [
      'another process that was given the same number',
      JSON.stringify({ pid: process.pid, startedAt: 'an earlier one' }),
    ],
    ['a write that was interrupted', '{"pid":'],
  ])('passes over a lock left by %s', async (_, left) => {
    await writeFile(join(dataDir, 'drumbeat.lock'), left)
    expect((await claimDataDirectory(dataDir)).state).toBe('claimed')
    expect(await readdir(dataDir)).toEqual(['drumbeat.lock'])
  })

  test('goes to one of many that start at the same moment over a stale lock', async () => {
    await writeFile(join(dataDir, 'drumbeat.lock'), JSON.stringify({ pid: 2 ** 22 + 1, startedAt: 'x' }))
    const racers = Array.from({ length: 6 }, claimInAnotherProcess)
    const states = await Promise.all(racers.map((racer) => racer.state))
    for (const racer of racers) racer.child.kill('SIGKILL')
    expect(states.toSorted()).toEqual(['claimed', 'taken', 'taken', 'taken', 'taken', 'taken'])
  })
})

/** Claims at the next full second and holds on until it is killed. */
function claimInAnotherProcess(): { child: ChildProcess; state: Promise<string> } {
  const script = `import { claimDataDirectory } from ${JSON.stringify(join(import.meta.dirname, 'claim.ts'))}
    while (Date.now() % 1000 > 20);
    console.log((await claimDataDirectory(${JSON.stringify(dataDir)})).state)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  return { child, state: once(child.stdout, 'data').then(([said]) => String(said).trim()) }
}
