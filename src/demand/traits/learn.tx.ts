import { createHash } from 'node:crypto'
import type { IntermittentPrior } from '@drumbeat/forecasting'
import type { Work } from '#platform/transaction.ts'
import { fewestValues, originsOf } from '../accuracy.ts'
import type { Timeline } from '../calendar.ts'
import { engine } from '../engine.io.ts'
import type { Task } from '../forecast.ts'
import type { View } from '../forecasts/forecasts.sql.ts'
import { type ToDo, viewToDo } from '../forecasts/to-do.sql.ts'
import { inputOf } from '../inputs.ts'
import { keepTraits } from './keep.tx.ts'
import type { DatedPrior } from './prior-at.ts'
import { isOutdated, mayTeach, type Teachers, teachersAt } from './teachers.ts'
import { keptTraits, type Trait } from './traits.sql.ts'

/** What a run works on, with what the items of the company teach each other, and the name of what each forecast follows from. */
export type TaughtToDo = ToDo & { trait: Trait | null; inputs: string[] }

/** How a prior is learned: in a worker thread, or here. */
export type Learn = (histories: Float64Array[]) => Promise<IntermittentPrior> | IntermittentPrior

/**
 * What a run of a view works on; null before the first order lines were read. What items have in common is learned once a period has
 * closed, for the forecasts ahead and, where the past is tried, for each earlier origin from what was known there; then it stands, unless
 * the code changed or a load of old orders says something else.
 */
export async function taughtToDo(
  work: Work,
  { measured, learn, ...view }: View & { measured: boolean; learn: Learn },
): Promise<TaughtToDo | null> {
  const { db } = work.workspace
  const toDo = await viewToDo(db, view)
  if (!toDo) return null
  const { timeline, tasks, calendar } = toDo
  if (!timeline || timeline.closed === 0) return { ...toDo, trait: null, inputs: inputsIn(tasks, timeline) }
  const { closed, periods, first } = timeline
  const earlier = measured ? originsOf(view.grain, closed).filter((at) => at - first >= fewestValues) : []
  const dates = [closed, ...earlier].map((at) => ({ at, day: periods[at - 1]!.endsOn }))
  const basis = hashOf([engine, calendar, periods[0]!.startsOn, first])
  const days = dates.map(({ day }) => day)
  const read = async () => (await keptTraits(db, { ...view, days })).filter((each) => each.basis === basis)
  const kept = await read()
  const now = teachersAt(tasks, closed)
  const newest = kept.find(({ closedTo }) => closedTo === days[0])
  const isStanding = newest && !isOutdated(newest, { items: now.histories.length, demands: now.demands })
  const missing = dates.filter(({ day }) => !isStanding || !kept.some(({ closedTo }) => closedTo === day))
  const learned = await Promise.all(
    missing.map(async ({ at, day }): Promise<Trait> => {
      const teachers = at === closed ? now : teachersAt(tasks, at)
      return { closedTo: day, basis, widths: null, ...countsOf(teachers), prior: await priorOf(teachers, learn) }
    }),
  )
  if (learned.length > 0) await keepTraits(work, view, learned)
  // Who learned it works with what others will read.
  const traits = new Map((learned.length > 0 ? await read() : kept).map((trait) => [trait.closedTo, trait]))
  const priors = dates.flatMap(({ at, day }): DatedPrior[] => {
    const { prior = null, items = 0 } = traits.get(day) ?? {}
    return prior ? [{ at, prior, items }] : []
  })
  const taught = tasks.map((task) => (task.values.includes(0) ? { ...task, priors } : task))
  return { ...toDo, tasks: taught, trait: traits.get(days[0]!)!, inputs: inputsIn(taught, timeline) }
}

function inputsIn(tasks: readonly Task[], timeline: Timeline | null): string[] {
  return tasks.map((task) => inputOf(task, { engine, timeline: timeline! }))
}

function countsOf({ histories, demands }: Teachers): Pick<Trait, 'items' | 'demands'> {
  return { items: histories.length, demands }
}

async function priorOf(teachers: Teachers, learn: Learn): Promise<IntermittentPrior | null> {
  return mayTeach(teachers) ? learn(teachers.histories) : null
}

function hashOf(facts: unknown): string {
  return createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16)
}
