import type { Plan } from '../model/plan.ts'
import type { Sentence } from './explanation.ts'
import type { Words } from './words.ts'

const most = 6
const dust = 1e-6

/** How many loads go over which lane and how full they are, and in how many periods a fixed cost of sending is paid. */
export function loadSentences(plan: Plan, sizeOf: (lane: string) => number | undefined, { figure, byPeriod }: Words) {
  return (plan.loads ?? []).slice(0, most).flatMap(({ lane, loads, dispatched }): Sentence[] => {
    const shipped = plan.shipments.filter((each) => each.lane === lane)
    const sent = plan.periods.map((_, t) => shipped.reduce((sum, { quantity }) => sum + quantity[t]!, 0))
    const said: Sentence[] = []
    const total = (loads ?? []).reduce((sum, each) => sum + each, 0)
    const size = sizeOf(lane)
    if (loads && total > dust) {
      const full = size ? `, ${figure((100 * sent.reduce((sum, each) => sum + each, 0)) / (total * size))} % full` : ''
      said.push({ says: `Loads of ${lane}: ${byPeriod(plan.periods, loads)}${full}.`, about: 'sent' })
    }
    const paid = (dispatched ?? []).filter((each) => each > dust).length
    if (dispatched && paid > 0)
      said.push({
        says: `The fixed cost of ${lane} is paid in ${figure(paid)} of ${figure(plan.periods.length)} periods.`,
        about: 'sent',
      })
    return said
  })
}
