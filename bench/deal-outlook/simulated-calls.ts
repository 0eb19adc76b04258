import { callBiases, correctedCall, type PastCall, snapshotOf } from '@drumbeat/deal-outlook'
import { type Random, randomFrom } from '../../packages/deal-outlook/src/random.ts'
import { normal, quarterDays, repFactors, type SimulatedDeal } from './simulated-company.ts'

/**
 * What reps call for a quarter on a day of it: what they closed, and the deals due in it that they believe in. A rep knows a
 * deal's chance up to an error of 0.7 in log odds, counts it whole from one half on, and multiplies by a factor of their own.
 * The corrected calls use the biases learned from the quarters before.
 */
export function callsOn(given: {
  deals: readonly SimulatedDeal[]
  day: number
  learnedQuarters: number
  seed: number
}): (quarter: number) => { called: number; corrected: number } {
  const { deals, day, learnedQuarters, seed } = given
  const random = randomFrom(seed * 1000 + day)
  const past = Array.from({ length: learnedQuarters - 1 }, (_, k) =>
    callsOf({ deals, quarter: k + 1, day, random }),
  ).flat()
  const { submitters, newcomer } = callBiases(past)
  const biases = new Map(submitters.map((bias) => [bias.submitter, bias]))
  return (quarter) => {
    const calls = callsOf({ deals, quarter, day, random })
    const corrected = calls.map(
      ({ submitter, called }) => correctedCall(called, biases.get(submitter) ?? newcomer).value,
    )
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
    return { called: total(calls.map(({ called }) => called)), corrected: total(corrected) }
  }
}

function callsOf(given: { deals: readonly SimulatedDeal[]; quarter: number; day: number; random: Random }): PastCall[] {
  const { deals, quarter, day, random } = given
  const [start, end] = [quarter * quarterDays, (quarter + 1) * quarterDays]
  const today = start + day - 1
  return repFactors.map((factor, rep) => {
    let [honest, actual] = [0, 0]
    for (const deal of deals) {
      const { on, as } = deal.history.closed!
      if (deal.rep !== rep || deal.history.createdOn >= end || on < start) continue
      const comes = as === 'won' && on < end
      if (comes) actual += deal.final
      if (comes && on <= today) honest += deal.final
      else if (on > today && deal.history.createdOn <= today && isBelieved(deal, { today, end, random }))
        honest += deal.stated
    }
    return { submitter: `rep ${rep}`, called: honest * factor, actual }
  })
}

function isBelieved(deal: SimulatedDeal, at: { today: number; end: number; random: Random }): boolean {
  const { expectedClose } = snapshotOf(deal.history, at.today)
  const belief = Math.log(deal.chance / (1 - deal.chance)) + 0.7 * normal(at.random)
  return belief > 0 && expectedClose !== null && expectedClose < at.end
}
