import { openPlan } from '@drumbeat/planning'
import type { Actual } from '../../src/sop/cycle/act.ts'
import { cellKey, monthAfter } from '../../src/sop/cycle/state.ts'
import type { Known } from '../../src/sop/effects/realised.ts'
import type { LoadedCycle } from '../../src/sop/log/cycles.sql.ts'
import type { Lever } from '../../src/sop/schema.ts'
import { editsOf, soldOfFamilies } from '../../src/supply/what-if.ts'
import { type Cycle, cyclesOf, families, idOf, lastCycle, start } from './company-cycles.ts'
import { type Draw, draws, lineOf, meanOf, ordersOf, shipped } from './company-operations.ts'

/** The cycles of a seeded company with two decisions in the last of them, what came, and what each decision truly brought. */
export type SeededCompany = {
  cycles: LoadedCycle[]
  known: Known
  truths: { decisionId: string; kind: 'demand' | 'capacity'; units: number }[]
}

const span = [2, 3, 4] as const
const [free, tight] = [families[0]!, families[1]!]

/**
 * One company: three families with level, growth, season, drifting demand and shocks that they share; two of them are made on a line of
 * their own whose hours the plans know, but not how the line really runs. Each month a forecast from what was ordered so far, each month a
 * supply plan. In the last cycle two things are decided: one adds demand to a family, one capacity to another; neither brings what it promised.
 */
export async function seededCompany(seed: number): Promise<SeededCompany> {
  const draw = draws(seed)
  const closed = monthAfter(start, lastCycle + span.at(-1)! + 1)
  const count = lastCycle + span.at(-1)! + 1
  const shocks = Array.from({ length: count }, () => 0.02 * draw.normal())
  const without = new Map(families.map((id) => [id, ordersOf(draw, shocks)]))
  const levers = leversOf(draw, without)
  const orders = new Map(without)
  const brought = span.map(() =>
    Math.round(levers.demand.size * (0.6 + 0.5 * draw.normal()) * (1 + 0.3 * draw.normal())),
  )
  orders.set(
    free,
    without.get(free)!.map((units, t) => Math.max(0, units + (brought[t - lastCycle - span[0]] ?? 0))),
  )
  const lines = new Map(families.slice(1).map((id) => [id, lineOf(draw, orders.get(id)!)]))
  const real = 0.5 + 0.6 * draw.uniform()
  const added = (t: number) =>
    t >= lastCycle + span[0] && t <= lastCycle + span.at(-1)! ? real * levers.capacity.size : 0
  const shippedOf = (id: string, extra: (t: number) => number) => shipped(orders.get(id)!, lines.get(id)!, extra)
  const plain = new Map(families.slice(1).map((id) => [id, shippedOf(id, () => 0)]))
  const actual = new Map(plain).set(tight, shippedOf(tight, added))
  const cycles = await cyclesOf({ orders, lines, plain, levers })
  const inSpan = (values: readonly number[]) => span.reduce((sum, ahead) => sum + values[lastCycle + ahead]!, 0)
  const delivered = Object.fromEntries(
    families.flatMap((familyId) =>
      (actual.get(familyId)?.units ?? orders.get(familyId)!).map((units, t) => [
        cellKey({ familyId, month: monthAfter(start, t) }),
        Math.round(units),
      ]),
    ),
  )
  const resolved = await solvedAgain(cycles.at(-1)!, orders)
  return {
    cycles: cycles.map(({ loaded }) => loaded),
    known: {
      closed,
      delivered,
      actuals: actualsBefore(orders, closed),
      resolved: (_, cell) => resolved.get(cellKey(cell)) ?? null,
    },
    truths: [
      { decisionId: idOf.demand, kind: 'demand', units: inSpan(orders.get(free)!) - inSpan(without.get(free)!) },
      {
        decisionId: idOf.capacity,
        kind: 'capacity',
        units: inSpan(actual.get(tight)!.units) - inSpan(plain.get(tight)!.units),
      },
    ],
  }
}

function leversOf(draw: Draw, orders: ReadonlyMap<string, readonly number[]>): Record<'demand' | 'capacity', Lever> {
  const [from, to] = [monthAfter(start, lastCycle + span[0]), monthAfter(start, lastCycle + span.at(-1)!)]
  const sized = (familyId: string) =>
    Math.round(meanOf(orders.get(familyId)!.slice(-24)) * (0.1 + 0.2 * draw.uniform()))
  return {
    demand: { kind: 'demand', familyId: free, from, to, size: sized(free) },
    capacity: { kind: 'capacity', familyId: tight, from, to, size: sized(tight) },
  }
}

/** The plan of the deciding cycle solved again for what was ordered in the end. */
async function solvedAgain(
  { model, startsOn }: Cycle,
  orders: ReadonlyMap<string, readonly number[]>,
): Promise<Map<string, number>> {
  const answer = await openPlan(model)
  if (answer.kind === 'invalid') throw new Error(JSON.stringify(answer.problems))
  const of = { model, startsOn }
  const last = span.at(-1)!
  const demand = families
    .slice(1)
    .flatMap((family) =>
      startsOn
        .slice(0, last + 1)
        .map((month, ahead) => ({ family, month, units: orders.get(family)![lastCycle + ahead]! })),
    )
  const { opened } = answer
  opened.solve(opened.edit(opened.base, editsOf({ demand, capacity: [] }, of).edits))
  const sold = soldOfFamilies(opened.plan(), of)
  opened.close()
  return new Map(sold.map(({ family, month, units }) => [cellKey({ familyId: family, month }), units]))
}

function actualsBefore(orders: ReadonlyMap<string, readonly number[]>, closed: string): Record<string, Actual> {
  return Object.fromEntries(
    [...orders].flatMap(([familyId, units]) =>
      units.flatMap((each, t) => {
        const month = monthAfter(start, t)
        return month < closed ? [[cellKey({ familyId, month }), { units: each, amountMinor: each * 1_000 }]] : []
      }),
    ),
  )
}
