import type { Mount } from '#platform/http/mount.ts'
import { openDealsAhead } from './ahead.sql.ts'
import { signalsContract } from './contract.ts'
import { endSignal, putSignal } from './put.tx.ts'
import { scenarioOf, signalsNow } from './signals.sql.ts'

/** Market signals. */
export function signalRoutes(mount: Mount): void {
  mount(signalsContract.signals, async ({ workspace: { db }, scope }) => ({
    signals: await signalsNow(db, scope),
  }))
  mount(signalsContract.openDealsAhead, ({ workspace: { db, clock }, scope, query }) =>
    openDealsAhead(db, scope, { count: query.months, now: clock() }),
  )
  mount(signalsContract.putSignal, ({ work, body }) => putSignal(work, body))
  mount(signalsContract.endSignal, ({ work, params }) => endSignal(work, params.id))
  mount(signalsContract.signalScenario, ({ workspace: { db }, scope, params, query }) =>
    scenarioOf(db, scope, { id: params.id, ...query }),
  )
}
