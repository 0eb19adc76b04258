import { type Asking, ask } from './answers.sql.ts'
import { namedLines } from './deals/named.sql.ts'
import type { DealLine, View } from './schema.ts'
import { dayNumber } from './view/view.ts'
import type { Bar } from './waterfall/classify.ts'
import { dealsOfBar, type Waterfall, waterfall } from './waterfall/waterfall.ts'

/** What one deal moved the pipeline by, and how it stood before and after. */
export type DealMove = { amountMinor: number; before: DealLine | null; after: DealLine | null }
export type BarMoves = {
  deals: number
  amountMinor: number
  /** The largest moves, so many as were asked. */
  moves: DealMove[]
  /** Deals moved, by who owns them after it. */
  byOwner: Map<string, number>
}

export type DealMoves = { fall: Waterfall; bars: Map<Bar, BarMoves> }

/** What moved the open pipeline between the ends of two days, with the deals of some of the bars, the largest first. */
export async function pipelineMoves(
  asking: Asking,
  asked: { view: Omit<View, 'asOf'>; from: string; to: string; bars: readonly Bar[]; most: number },
): Promise<DealMoves> {
  const question = await ask(asking, { ...asked.view, asOf: asked.to })
  const ends = { from: dayNumber(asked.from), to: dayNumber(asked.to) }
  const fall = waterfall(question, ends)
  const { versions } = question.history
  const found = asked.bars.map((bar) => {
    const byOwner = new Map<string, number>()
    const told = dealsOfBar(question, { ...ends, bar, most: asked.most }, ({ before, after }) => {
      const owner = question.history.people.ids[versions.owner[after < 0 ? before : after]!]
      if (owner !== undefined) byOwner.set(owner, (byOwner.get(owner) ?? 0) + 1)
    })
    return { bar, ...told, byOwner }
  })
  const placed = found.flatMap(({ largest }) =>
    largest.flatMap(({ deal, before, after }) =>
      [before, after].flatMap((row) => (row < 0 ? [] : [{ deal, row, worth: question.worth(row, ends.to) }])),
    ),
  )
  const lines = await namedLines(asking.db, question, placed)
  let at = 0
  const bars = new Map(
    found.map(({ bar, count, amountMinor, largest, byOwner }): [Bar, BarMoves] => [
      bar,
      {
        deals: count,
        amountMinor,
        byOwner,
        moves: largest.map(({ amount, before, after }) => ({
          amountMinor: amount,
          before: before < 0 ? null : lines[at++]!,
          after: after < 0 ? null : lines[at++]!,
        })),
      },
    ]),
  )
  return { fall, bars }
}
