import { learnPrior } from '@drumbeat/forecasting'
import { fewestValues, originsOf } from '#demand/accuracy.ts'
import type { Task } from '#demand/forecast.ts'
import type { DatedPrior } from '#demand/traits/prior-at.ts'
import { mayTeach, shortPrior, teachersAt } from '#demand/traits/teachers.ts'

/** Tasks with what their items teach each other when `at` periods are over, as the worker gives it to them; where measured, at each earlier origin too. */
export function taught(tasks: readonly Task[], { at, measured }: { at: number; measured: boolean }): Task[] {
  const earlier =
    measured && tasks.length > 0 ? originsOf(tasks[0]!.grain, at).filter((each) => each >= fewestValues) : []
  const priors = [at, ...earlier].flatMap((date): DatedPrior[] => {
    const teachers = teachersAt(tasks, date)
    if (!mayTeach(teachers)) return []
    return [{ at: date, prior: shortPrior(learnPrior(teachers.histories)), items: teachers.histories.length }]
  })
  return tasks.map((task) => ({ ...task, priors }))
}
