import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { addAction } from '#actions/add.tx.ts'
import { finishAction } from '#actions/change.tx.ts'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { cycleIds, type LoadedCycle, loadCycle } from '../log/cycles.sql.ts'
import { daysOf } from './due.ts'
import { openStep } from './state.ts'
import { stepOf } from './steps.ts'
import { monthLabel } from './view.ts'

/** Owners are reminded so many days before a step is due. */
const DAYS_BEFORE = 3
/** Of so many newest cycles. */
const MOST = 3

type Due = { cause: string; title: string; ownerId: string; dueOn: string; cycleId: string }

/** Gives the owners of an open step an action as its day comes near, once; what is closed since is done. Safe to run twice. */
export async function remindOwners(work: Work): Promise<void> {
  const { db, clock } = work.workspace
  const [ids, today, { locale }] = await Promise.all([cycleIds(db), companyToday(db, clock()), readCompany(db)])
  const cycles = await Promise.all(ids.slice(0, MOST).map(({ id }) => loadCycle(db, id)))
  const due = cycles
    .flatMap((cycle) => dueIn(cycle, locale))
    .filter(({ dueOn }) => dayAfter(dueOn, -DAYS_BEFORE) <= today)
  await transact(work, async (writing) => {
    const { rows } = await sql<{ id: string; cause: string }>`select id, cause from actions.action
      where cause like ${`${prefix}%`} and done_at is null and dropped_at is null`.execute(writing.tx)
    const wanted = new Set(due.map(({ cause }) => cause))
    for (const { id, cause } of rows) if (!wanted.has(cause)) await finishAction(writing, id)
    for (const { cycleId, ...action } of due)
      await addAction(writing, { ...action, about: { noun: 'cycle', id: cycleId } })
  })
}

const prefix = 'sop-step:'

/** What the owners of the open step of a cycle have to do. */
function dueIn({ id, state }: LoadedCycle, locale: string): Due[] {
  const step = openStep(state)
  if (!step || state.locked) return []
  const { name } = stepOf(step.number)
  const { dueOn } = daysOf(step.number, state)
  const title = `Close step ${step.number}, ${name}, of S&OP ${monthLabel(state.month, locale)}`
  return step.owners.map(({ personId }) => ({
    ...{ title, dueOn, ownerId: personId, cycleId: id },
    cause: `${prefix}${id}:${step.number}:${personId}`,
  }))
}
