import { readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { allCycles, knownNow } from '../agenda/read.sql.ts'
import { effectsContract } from './contract.ts'
import { realisedEffects } from './realised.ts'

/** What past decisions really brought. */
export function effectRoutes(mount: Mount): void {
  mount(effectsContract.effects, async ({ workspace, query }) => {
    const [cycles, known, { currency }] = await Promise.all([
      allCycles(workspace.db),
      knownNow(workspace),
      readCompany(workspace.db),
    ])
    const effects = realisedEffects(cycles, known)
    return { currency, effects: effects.slice(0, query.limit), total: effects.length }
  })
}
