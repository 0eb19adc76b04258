import type { PerPeriod, PlanModel } from '../model/plan-model.ts'
import type { ProblemList } from './problem.ts'
import { some } from './sense.ts'

/** Demand that may be late or lost in a way that cannot be meant: without an end, at no cost, or late and not late. */
export function checkLateAndLost({ demand, objective, objectives }: PlanModel, list: ProblemList): undefined {
  demand?.forEach((row, i) => {
    const late = row.backlog ?? row.backlogCost !== undefined
    const open = late && typeof row.endBacklog !== 'number'
    if (open)
      list.warning(
        `demand[${i}].endBacklog`,
        undefined,
        'is absent: backlog may stay undelivered after the last period',
        'write endBacklog: 0 if everything must be delivered',
      )
    if (open) free(`demand[${i}].backlog`, row.backlogCost, 'backlogCost')
    if (row.lost === true) free(`demand[${i}].lost`, row.lostSaleCost, 'lostSaleCost')
    if (!late && ((row.openingBacklog ?? 0) > 0 || (row.endBacklog ?? 0) > 0))
      list.warning(
        `demand[${i}].backlog`,
        row.backlog,
        'backlog is not allowed, so the opening backlog must be delivered in the first period',
        'write backlog: true or a backlogCost',
      )
  })

  /** Where nothing is paid for what is not delivered, the cheapest plan delivers nothing. */
  function free(path: string, cost: PerPeriod | undefined, name: string): undefined {
    const paid = cost !== undefined && some(cost, (each) => each > 0)
    if (paid || objective === 'margin' || objectives?.includes('service')) return
    list.warning(
      path,
      true,
      'costs nothing, and revenue does not count where cost is the objective: the cheapest plan delivers nothing of it',
      `write ${name}, or objective: "margin" with a price`,
    )
  }
}
