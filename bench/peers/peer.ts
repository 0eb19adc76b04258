import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What every peer is asked: the same series, horizon and level as everybody; `names` picks some of its models. */
export interface PeerRequest {
  readonly seasonLength: number
  readonly horizon: number
  /** Central interval in per cent. */
  readonly level: number
  readonly series: readonly (readonly number[])[]
  readonly names?: readonly string[]
}

/** What one model of a peer made: CPU milliseconds per series of fitting and point forecasts, points and bounds by series. */
export interface PeerResult {
  readonly name: string
  readonly milliseconds: number
  readonly mean: readonly (readonly number[])[]
  /** Absent where the peer gives no intervals. */
  readonly lo?: readonly (readonly number[])[]
  readonly hi?: readonly (readonly number[])[]
}

/** The answer of a peer, or why it could not be had. */
export type Peer =
  | { readonly kind: 'measured'; readonly version: string; readonly results: readonly PeerResult[] }
  | { readonly kind: 'missing'; readonly reason: string }

/** The folder peers are installed into: DRUMBEAT_PEERS, or one in the temporary folder. */
export function peersFolder(): string {
  return process.env.DRUMBEAT_PEERS ?? join(tmpdir(), 'drumbeat-peers')
}

/** Runs a program that reads a request as JSON on stdin and writes `{ version, results }` as JSON on stdout. */
export function runPeer(given: { program: string; args: readonly string[]; request: PeerRequest }): Peer {
  const ran = spawnSync(given.program, given.args, {
    input: JSON.stringify(given.request),
    encoding: 'utf8',
    maxBuffer: 1e9,
    env: { ...process.env, OMP_NUM_THREADS: '1', NIXTLA_NUMBA_CACHE: '1' },
  })
  if (ran.error) return { kind: 'missing', reason: ran.error.message }
  if (ran.status !== 0) return { kind: 'missing', reason: `it failed: ${lastLine(ran.stderr)}` }
  return { kind: 'measured', ...JSON.parse(ran.stdout.slice(ran.stdout.lastIndexOf('\n{') + 1)) }
}

/** Runs an installer; the answer is its last line if it failed. */
export function install(program: string, args: readonly string[], cwd?: string): string | undefined {
  const ran = spawnSync(program, args, { encoding: 'utf8', timeout: 600_000, ...(cwd ? { cwd } : {}) })
  if (ran.status === 0) return undefined
  return ran.error?.message ?? lastLine(ran.stderr)
}

function lastLine(text: string | null): string {
  return text?.trim().split('\n').at(-1) ?? 'no message'
}
