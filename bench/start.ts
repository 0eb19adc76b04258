import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { newDataDir, startProduct } from './parts/running.ts'

/** From a fresh clone to the address on the terminal, then the second start, a start on a live data directory, and the stop. */
export async function run(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-fresh-'))
  try {
    const clone = join(folder, 'clone')
    const dataDir = await newDataDir()
    spawnSync('git', ['clone', '-q', join(import.meta.dirname, '..'), clone], { stdio: 'inherit' })
    const command = ['npm', 'start', '--silent', '--']
    const first = await startProduct({ dataDir, cwd: clone, command })
    const again = spawnSync('npm', ['start', '--silent'], {
      cwd: clone,
      env: { ...process.env, DRUMBEAT_DATA: dataDir },
      encoding: 'utf8',
    })
    const firstStop = await first.stop()
    const seconds: number[] = []
    const stops = [firstStop]
    for (let round = 0; round < 5; round++) {
      const second = await startProduct({ dataDir, cwd: clone, command })
      seconds.push(second.startMs)
      stops.push(await second.stop())
    }
    await rm(dataDir, { recursive: true, force: true })
    return [
      '| what | measured | bar |',
      '|---|---|---|',
      `| fresh clone, \`npm start\` to the address (install, PostgreSQL, demo, build) | ${inSeconds(first.startMs)} | <= 90 s |`,
      `| second start, median of 5 | ${inSeconds(median(seconds))} (${inSeconds(Math.min(...seconds))} to ${inSeconds(Math.max(...seconds))}) | <= 2 s |`,
      `| stop on SIGTERM, slowest of 6 | ${inSeconds(Math.max(...stops))} | <= 2 s |`,
      `| start on a live data directory | exit ${again.status}: ${again.stdout.trim()} | says so, exits 0 |`,
    ].join('\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

function inSeconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`
}
