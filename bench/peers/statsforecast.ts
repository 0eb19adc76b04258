import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What statsforecast made of some series: CPU milliseconds per series and points, by model; or why it could not be had. */
export type Peer =
  | { kind: 'measured'; version: string; times: Record<string, number>; means: Record<string, number[][]> }
  | { kind: 'missing'; reason: string }

/** Runs statsforecast from a scratch folder (DRUMBEAT_PEERS, or one made by this in the temporary folder). */
export function runStatsforecast(given: { seasonLength: number; horizon: number; series: number[][] }): Peer {
  const folder = process.env.DRUMBEAT_PEERS ?? join(tmpdir(), 'drumbeat-peers')
  const python = join(folder, 'bin', 'python')
  if (!existsSync(python)) {
    const made = spawnSync('python3', ['-m', 'venv', folder], { encoding: 'utf8' })
    if (made.status !== 0)
      return { kind: 'missing', reason: `no Python environment could be made: ${lastLine(made.stderr)}` }
    const got = spawnSync(python, ['-m', 'pip', 'install', '--quiet', 'statsforecast'], {
      encoding: 'utf8',
      timeout: 600_000,
    })
    if (got.status !== 0)
      return { kind: 'missing', reason: `pip could not install statsforecast: ${lastLine(got.stderr)}` }
  }
  const ran = spawnSync(python, [join(import.meta.dirname, 'statsforecast_times.py')], {
    input: JSON.stringify(given),
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, OMP_NUM_THREADS: '1', NIXTLA_NUMBA_CACHE: '1' },
  })
  if (ran.status !== 0) return { kind: 'missing', reason: `statsforecast failed: ${lastLine(ran.stderr)}` }
  return { kind: 'measured', ...JSON.parse(ran.stdout) }
}

function lastLine(text: string | null): string {
  return text?.trim().split('\n').at(-1) ?? 'no message'
}
