import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '#platform/db/embedded/server.ts'
import { migrate } from '#platform/db/migrate.ts'
import { generateDemoCompany } from '../examples/demo-company/generate.ts'
import { seedDemoCompany } from '../examples/demo-company/seed.ts'

const plan = { seed: 4410, today: '2026-11-23' }
const limit = 15
const rounds = 3

/** Times the demo company: generating it alone, and seeding it whole into a new embedded PostgreSQL. Fails above 15 s. */
export async function run(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'drumbeat-bench-'))
  await chmod(dataDir, 0o755)
  const opened = await openEmbedded({ dataDir, log: { info: () => undefined, error: console.error } })
  if (opened.state !== 'open') throw new Error(`${dataDir} is held by process ${opened.owner.pid}.`)
  const { server } = opened
  try {
    const lines: string[] = []
    let slowest = 0
    for (let round = 1; round <= rounds; round++) {
      const database = `demo_${round}`
      await server.ensureDatabase(database)
      await migrate(server.urlFor(database))
      const generating = await seconds(async () => generateDemoCompany({ ...plan, seed: String(plan.seed) }))
      const seeding = await seconds(() => seedDemoCompany({ address: server.urlFor(database), ...plan }))
      slowest = Math.max(slowest, seeding)
      lines.push(
        `| ${round} | ${generating.toFixed(2)} | ${seeding.toFixed(2)} | ${(seeding / generating).toFixed(1)} |`,
      )
    }
    if (slowest > limit) process.exitCode = 1
    const head = ['| round | generate, s | seed (generate + write), s | ratio |', '|---|---|---|---|']
    const verdict = `Slowest ${slowest.toFixed(2)} s, ${slowest > limit ? 'over' : 'within'} the limit of ${limit} s: 6,000 deals, 150,000 order lines.`
    return [...head, ...lines, '', verdict].join('\n')
  } finally {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
