import type { Mount } from '#platform/http/mount.ts'
import { effectsContract } from './contract.ts'
import { readEffects } from './read.sql.ts'

/** What past decisions really brought. */
export function effectRoutes(mount: Mount): void {
  mount(effectsContract.effects, async ({ workspace, query }) => {
    const { currency, effects } = await readEffects(workspace)
    return { currency, effects: effects.slice(0, query.limit), total: effects.length }
  })
}
