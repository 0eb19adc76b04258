import { pullThePlug } from './parts/plug.ts'

const KILLS = Number(process.env.KILLS ?? 200)
const VICTIMS = Array.from({ length: KILLS }, (_, n) => (['node', 'postgres', 'worker'] as const)[n % 3]!)
const SEED = 20261123

/** 200 kill -9 of the server, of PostgreSQL and of a worker beside it, in turn, during imports and edits: nothing acknowledged is lost, nothing doubled. */
export async function run(): Promise<string> {
  const report = await pullThePlug({ victims: VICTIMS, seed: SEED })
  return [
    `Seed ${SEED}; kill -9 of the server ${report.kills.node} times, of PostgreSQL ${report.kills.postgres} times, of a worker ${report.kills.worker} times.`,
    '',
    '| what | measured | bar |',
    '|---|---|---|',
    `| writes acknowledged | ${report.acknowledgedWrites} | |`,
    `| of these lost | ${report.lostWrites.length} | 0 |`,
    `| written twice | ${report.doubledWrites.length} | 0 |`,
    `| imports acknowledged | ${report.acknowledgedImports} | |`,
    `| of these not complete in the end | ${report.wrongImports.length} ${report.wrongImports.join(', ')} | 0 |`,
    `| rows doubled | ${report.doubledRows} | 0 |`,
    `| imports half in | ${report.tornImports.length} | 0 |`,
    `| slowest kill to ready again | ${(report.slowestRecoveryMs / 1000).toFixed(1)} s | |`,
  ].join('\n')
}
