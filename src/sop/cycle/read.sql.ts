import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Workspace } from '#platform/workspace.ts'
import { actOf, keptActs } from '../log/acts.sql.ts'
import { cycleIds, loadCycle } from '../log/cycles.sql.ts'
import { summaryOf } from '../log/summary.ts'
import type { CycleView } from './contract.ts'
import { type NameOf, readNames } from './names.sql.ts'
import { cycleLine, cycleView } from './view.ts'

type Where = Pick<Workspace, 'db' | 'clock'>

/** What every view of a cycle is written with. */
export async function wording({ db, clock }: Where): Promise<{ nameOf: NameOf; today: string; locale: string }> {
  const [nameOf, today, { locale }] = await Promise.all([readNames(db), companyToday(db, clock()), readCompany(db)])
  return { nameOf, today, locale }
}

/** One cycle with its steps and gates. */
export async function readCycle(where: Where, id: string): Promise<CycleView> {
  const [cycle, words] = await Promise.all([loadCycle(where.db, id), wording(where)])
  return cycleView(cycle, words)
}

/** Cycles, newest first. */
export async function readCycles({ db }: Where, limit: number) {
  const [ids, { locale }] = await Promise.all([cycleIds(db), readCompany(db)])
  const cycles = await Promise.all(ids.slice(0, limit).map(({ id }) => loadCycle(db, id)))
  return { cycles: cycles.map((cycle) => cycleLine(cycle, locale)) }
}

/** The acts of a cycle, a page of them. */
export async function readActs(
  { db }: Where,
  id: string,
  { after, limit, order }: { after: number; limit: number; order: 'oldest' | 'newest' },
) {
  const [kept, nameOf, { state }] = await Promise.all([keptActs(db, id), readNames(db), loadCycle(db, id)])
  const ordered = order === 'newest' ? kept.toReversed() : kept
  const acts = ordered.slice(after, after + limit).map((each) => ({
    seq: each.seq,
    at: each.at,
    by: nameOf(each.personId ?? each.by),
    kind: each.kind,
    says: summaryOf(actOf(each), state),
    hash: each.hash,
  }))
  return { total: kept.length, acts }
}
