import { readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { allCycles, knownNow } from '../agenda/read.sql.ts'
import { readNames } from '../cycle/names.sql.ts'
import { monthLabel } from '../cycle/view.ts'
import { loadCycle, snapshotOf } from '../log/cycles.sql.ts'
import { adherenceView, waterfallView } from './adherence.ts'
import { compareCycles } from './compare.ts'
import { versionsContract } from './contract.ts'
import { plannedIn } from './planned.ts'
import { verifyCycle } from './verify.sql.ts'

/** Approved plans through time: snapshots, comparison, waterfall, adherence. */
export function versionsRoutes(mount: Mount): void {
  mount(versionsContract.snapshot, async ({ workspace: { db }, params }) => {
    await loadCycle(db, params.id)
    const snapshot = await snapshotOf(db, params.id)
    if (!snapshot) {
      throw refusal(404, {
        code: 'not-approved',
        message: 'The plan of this cycle is not approved yet, so there is no snapshot.',
        wayOut: 'Close step 5 of the cycle.',
      })
    }
    return snapshot
  })
  mount(versionsContract.verify, ({ workspace: { db }, params }) => verifyCycle(db, params.id))
  mount(versionsContract.compare, async ({ workspace: { db }, query }) => {
    const [a, b, nameOf, { locale }] = await Promise.all([
      loadCycle(db, query.a),
      loadCycle(db, query.b),
      readNames(db),
      readCompany(db),
    ])
    const named = ({ id, state }: typeof a) => ({ id, label: monthLabel(state.month, locale) })
    return { a: named(a), b: named(b), ...compareCycles({ ...query, a, b }, nameOf) }
  })
  mount(versionsContract.waterfall, async ({ workspace, query }) => {
    const [cycles, known, { locale }] = await Promise.all([
      allCycles(workspace.db),
      knownNow(workspace),
      readCompany(workspace.db),
    ])
    return waterfallView(plannedIn(cycles), query, { ...known, labelOf: (month) => monthLabel(month, locale) })
  })
  mount(versionsContract.adherence, async ({ workspace, query }) => {
    const [cycles, known] = await Promise.all([allCycles(workspace.db), knownNow(workspace)])
    return adherenceView(plannedIn(cycles), query, known)
  })
}
