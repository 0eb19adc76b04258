import { readCompany } from '#company/profile.sql.ts'
import type { Dated } from '#platform/dated.ts'
import type { Db } from '#platform/db/pool.ts'
import { cycleIds, type LoadedCycle, loadCycle } from '../log/cycles.sql.ts'
import { daysOf } from './due.ts'
import { stepOf } from './steps.ts'
import { monthLabel } from './view.ts'

/** Cycles so many months back stand in the calendar too. */
const MOST = 3

/** The days of the newest cycles: each step from its first to its last, and the deadlines of decision requests. */
export async function datedCycles({ db }: { db: Db }): Promise<Dated[]> {
  const [ids, { locale }] = await Promise.all([cycleIds(db), readCompany(db)])
  const cycles = await Promise.all(ids.slice(0, MOST).map(({ id }) => loadCycle(db, id)))
  return cycles.flatMap((cycle) => datedCycle(cycle, locale))
}

function datedCycle({ id, state }: LoadedCycle, locale: string): Dated[] {
  const name = `S&OP ${monthLabel(state.month, locale)}`
  const path = `/sop?cycle=${id}`
  const steps = state.steps.map(({ number, closed }): Dated => {
    const { opensOn, dueOn } = daysOf(number, state)
    const { name: step, leaves } = stepOf(number)
    const when = { from: opensOn, to: closed?.dueOn ?? dueOn }
    return { id: `${id}-${number}`, title: `${name}, step ${number}: ${step}`, note: `Leaves: ${leaves}.`, path, when }
  })
  const requests = state.requests.flatMap(({ id: request, question, deadlineOn }): Dated[] => {
    if (deadlineOn === null) return []
    const when = { from: deadlineOn, to: deadlineOn }
    return [{ id: `${id}-${request}`, title: `${name}, to decide: ${question}`, path: `${path}&tab=decisions`, when }]
  })
  return [...steps, ...requests]
}
