import { companyProfile, companyToday } from '#company/profile.sql.ts'
import { addDemoDigest } from '#integrations/demo-digest.tx.ts'
import { keepFirst } from '#platform/settings/keep.tx.ts'
import { readSetting } from '#platform/settings/settings.sql.ts'
import { systemActor, transact } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import type { DemoSize } from '../examples/demo-company/generate.ts'
import { seedDemoCompany } from '../examples/demo-company/seed.ts'

const SEED = 4_410

/** Fills the demo workspace on its first start: the company, one login per role, and the jobs that forecast its demand. */
export async function seedDemo(
  workspace: Workspace,
  { say = () => {}, size }: { say?: (line: string) => void; size?: DemoSize } = {},
): Promise<void> {
  if (await readSetting(workspace.db, 'demo.seeded')) return
  say('Generating the demo company: its deals and orders of the past years (a few seconds, only this once) …')
  const today = await companyToday(workspace.db, workspace.clock())
  const { demoLogins } = await seedDemoCompany({ pool: workspace.pool, today, seed: SEED, ...(size && { size }) })
  await workspace.pool.query('analyze')
  const ids = new Map<string, string>()
  for (const login of demoLogins) ids.set(login.role, await workspace.auth.createUser({ ...login, password: null }))
  const maker = demoLogins.find(({ role }) => role === 'sales-ops-manager')!
  await addDemoDigest(workspace, {
    maker: { ...maker, id: ids.get(maker.role)! },
    reader: ids.get('executive')!,
    timeZone: (await companyProfile(workspace.db)).timeZone,
  })
  await transact({ workspace, actor: systemActor }, async ({ tx, now, audit, emit }) => {
    await keepFirst(tx, { key: 'demo.seeded', value: { at: now, today, seed: SEED } })
    await audit({ command: 'demo.seed', noun: 'workspace', summary: `Generated the demo company as of ${today}` })
    await emit('crm.orders.imported', {})
    await emit('crm.deals.imported', {})
  })
}
