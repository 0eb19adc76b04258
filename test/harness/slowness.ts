import { createHash } from 'node:crypto'
import { availableParallelism, loadavg } from 'node:os'

/** Fixed work that takes a quiet machine of 2026 about this long. */
const quietMs = 12
const block = Buffer.alloc(1 << 20)

/** How many times slower than a quiet machine this one is now: 1 or more, by fixed work and by how many wait for a core. */
export function measureSlowness(): number {
  return slownessOf({ tookMs: Math.min(timed(), timed()), waiting: loadavg()[0] ?? 0, cores: availableParallelism() })
}

/** The larger of the two measures, within reason: a limit must still end a test that hangs. */
export function slownessOf(measured: { tookMs: number; waiting: number; cores: number }): number {
  const { tookMs, waiting, cores } = measured
  return Math.min(20, Math.max(1, tookMs / quietMs, waiting / cores))
}

/** How long a test, a hook and one step of a browser may take, in milliseconds, on a machine so many times slower. */
export function limitsFor(slowness: number): { test: number; hook: number; step: number } {
  return {
    test: Math.round(120_000 * slowness),
    hook: Math.round(240_000 * slowness),
    step: Math.round(30_000 * slowness),
  }
}

function timed(): number {
  const began = performance.now()
  const hash = createHash('sha256')
  for (let i = 0; i < 6; i++) hash.update(block)
  hash.digest()
  return performance.now() - began
}
