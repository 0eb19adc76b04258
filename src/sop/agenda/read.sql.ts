import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Workspace } from '#platform/workspace.ts'
import { actualsOf } from '../cycle/facts.ts'
import { readNames } from '../cycle/names.sql.ts'
import { soldByFamily } from '../cycle/sold.sql.ts'
import { monthAfter } from '../cycle/state.ts'
import { cycleIds, type LoadedCycle, loadCycle } from '../log/cycles.sql.ts'
import { finishedActions } from './actions.sql.ts'
import type { Agenda, AssumptionView, RequestView } from './contract.ts'
import { agendaView, assumptionViews, type Known, requestViews } from './view.ts'

type Where = Pick<Workspace, 'db' | 'clock'>

/** What is known by now: names, and what was sold in the months that have closed. */
export async function knownNow({ db, clock }: Where): Promise<Known> {
  const [nameOf, today, { minorDigits }] = await Promise.all([
    readNames(db),
    companyToday(db, clock()),
    readCompany(db),
  ])
  const closed = `${today.slice(0, 7)}-01`
  const sold = await soldByFamily(db, { from: monthAfter(closed, -48), to: closed })
  return { nameOf, today, closed, actuals: actualsOf(sold, minorDigits) }
}

/** The agenda of one cycle. */
export async function readAgenda(where: Where, id: string): Promise<Agenda> {
  const [cycle, known, finished] = await Promise.all([
    loadCycle(where.db, id),
    knownNow(where),
    finishedActions(where.db, id),
  ])
  const agenda = agendaView(cycle, known)
  const actions = agenda.actions.map((each) => ({ ...each, doneAt: each.doneAt ?? finished.get(each.id) ?? null }))
  return { ...agenda, actions }
}

/** The decisions log of all cycles. */
export async function readDecisions(
  where: Where,
  { outcome, limit }: { outcome?: RequestView['outcome'] | undefined; limit: number },
) {
  const [cycles, nameOf, { currency }] = await Promise.all([
    allCycles(where.db),
    readNames(where.db),
    readCompany(where.db),
  ])
  const all = cycles
    .flatMap((cycle) => requestViews(cycle, nameOf))
    .filter((each) => !outcome || each.outcome === outcome)
  return { currency, decisions: all.slice(0, limit), total: all.length }
}

/** The assumptions of all cycles. */
export async function readAssumptions(
  where: Where,
  { state, limit }: { state?: AssumptionView['state'] | undefined; limit: number },
) {
  const [cycles, known] = await Promise.all([allCycles(where.db), knownNow(where)])
  const all = cycles.flatMap((cycle) => assumptionViews(cycle, known)).filter((each) => !state || each.state === state)
  return { assumptions: all.slice(0, limit), total: all.length }
}

/** Every cycle, newest first. */
export async function allCycles(db: Db): Promise<LoadedCycle[]> {
  return Promise.all((await cycleIds(db)).map(({ id }) => loadCycle(db, id)))
}
