import { companyTimeZone } from '#company/reporting/queries.ts'
import { dayIn } from '#platform/clock.ts'
import { keepFirst } from '#platform/settings/commands.ts'
import { readSetting } from '#platform/settings/queries.ts'
import { systemActor, transact } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { seedDemoCompany } from '../examples/demo-company/seed.ts'

const SEED = 4_410

/** Fills the demo workspace on its first start: the company, one login per role, and the jobs that forecast its demand. */
export async function seedDemo(workspace: Workspace): Promise<void> {
  if (await readSetting(workspace.db, 'demo.seeded')) return
  const today = dayIn(await companyTimeZone(workspace.db), workspace.clock())
  const { demoLogins } = await seedDemoCompany({ pool: workspace.pool, today, seed: SEED })
  for (const login of demoLogins) await workspace.auth.createUser({ ...login, password: null })
  await transact({ workspace, actor: systemActor }, async ({ tx, now, audit, emit }) => {
    await keepFirst(tx, { key: 'demo.seeded', value: { at: now, today, seed: SEED } })
    await audit({ command: 'demo.seed', noun: 'workspace', summary: `Generated the demo company as of ${today}` })
    await emit('crm.orders.imported', {})
  })
}
