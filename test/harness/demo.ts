import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seedDemo } from '#demo.ts'
import type { Clock } from '#platform/clock.ts'
import { openLog } from '#platform/log.ts'
import { type OpenWorkspace, openWorkspace } from '#workspaces.ts'
import { type DemoSize, demoSize } from '../../examples/demo-company/generate.ts'
import { createTestDatabase, madeOnce, type TestDatabase } from './database.ts'

/** A demo company that tests can live with: every person, item and story of the whole one, a tenth of the rows. */
export const smallDemo: DemoSize = { accounts: 150, deals: 600, orderLines: 15_000 }

/** Which demo company a test starts from: how large, as of when, and whether its demand has been forecast. */
export type DemoWanted = { size?: DemoSize; clock: Clock; forecast?: boolean }

/** A database with the demo company. It is generated, and forecast, once per run; each caller gets a copy. */
export async function createDemoDatabase({
  size = demoSize,
  clock,
  forecast = false,
}: DemoWanted): Promise<TestDatabase> {
  const key = JSON.stringify([size, clock().toISOString().slice(0, 10), forecast])
  const name = `demo_${createHash('sha256').update(key).digest('hex').slice(0, 12)}`
  const template = await madeOnce(name, (address) => fill({ address, size, clock, forecast }))
  return createTestDatabase({ template })
}

async function fill(demo: Required<DemoWanted> & { address: string }): Promise<void> {
  const { address, clock, forecast, size } = demo
  const dataDir = await mkdtemp(join(tmpdir(), 'drumbeat-demo-'))
  const { workspace, close } = await openDemoWorkspace({ address, dataDir, clock })
  try {
    await seedDemo(workspace, { size })
    if (!forecast) return
    await workspace.jobs.work(workspace)
    while (!(await workspace.jobs.idle())) await new Promise((resolve) => setTimeout(resolve, 100))
  } finally {
    await close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** Opens a database as the demo workspace, without a socket. */
export function openDemoWorkspace(of: { address: string; dataDir: string; clock: Clock }): Promise<OpenWorkspace> {
  const log = openLog(process.env.LOG_LEVEL ?? 'fatal')
  const fixed = { name: 'demo', basePath: '/demo', isDemo: true, publicUrl: 'http://127.0.0.1', smtpUrl: null, log }
  return openWorkspace({ ...fixed, ...of })
}
