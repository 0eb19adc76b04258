import type { Mount } from '#platform/http/mount.ts'
import { asked, basisOf, windowOf } from '../answers.sql.ts'
import { pipelineContract } from '../contract.ts'
import { sum } from '../measures/statistics.ts'
import { qualitySums } from '../quality/sums.ts'
import type { DimensionName } from '../view/dimension-names.ts'
import { dimensionOn } from '../view/dimensions.ts'
import type { Question } from '../view/view.ts'
import { dealsIn } from './choose.ts'
import { namedLines, type Placed } from './named.sql.ts'
import { dealFacts } from './sets.ts'

/** The deals behind figures, and what is wrong with their data. */
export function dealsRoutes(mount: Mount): void {
  mount(pipelineContract.deals, async (request) => {
    const { query } = request
    const question = await asked(request)
    const facts = dealFacts(question, windowOf(question, query))
    const placed = dealsIn(facts, query).map((deal) => ({
      deal,
      row: facts.stand.rows[deal]!,
      worth: facts.worth(deal),
    }))
    const found = ofSegment(question, placed, query).sort(bySort(question, query.sort))
    const worths = found.map(({ worth }) => worth).filter((worth) => !Number.isNaN(worth))
    const page = found.slice(query.offset, query.offset + query.limit)
    const told = {
      basis: basisOf(question),
      count: found.length,
      amountMinor: sum(worths),
      withoutAmount: found.length - worths.length,
      next: found.length > query.offset + query.limit ? query.offset + query.limit : null,
    }
    return { ...told, deals: await namedLines(request.workspace.db, question, page) }
  })

  mount(pipelineContract.quality, async (request) => {
    const question = await asked(request)
    const facts = dealFacts(question, { from: Number.MIN_SAFE_INTEGER, to: question.asOf })
    const deals = facts.stand.rows.reduce((count, row) => count + (row < 0 ? 0 : 1), 0)
    return { basis: basisOf(question), deals, kinds: qualitySums(facts) }
  })
}

function ofSegment(
  question: Question,
  placed: Placed[],
  { by = [], keys }: { by?: DimensionName[] | undefined; keys?: string | undefined },
): Placed[] {
  if (keys === undefined) return placed
  const { history, reference, asOf } = question
  const tests = by.map((name) => dimensionOn(name, { history, reference, day: asOf }).keyOf)
  const wanted = by.length === 1 ? [keys] : keys.split('|')
  return placed.filter(({ row, deal }) => tests.every((keyOf, at) => keyOf(row, deal) === wanted[at]))
}

function bySort(question: Question, sort: 'amount' | 'created' | 'expectedClose' | 'closed' | 'since') {
  const { versions, createdOn } = question.history
  const of: Record<typeof sort, (placed: Placed) => number> = {
    amount: ({ worth }) => (Number.isNaN(worth) ? -Number.MAX_VALUE : worth),
    created: ({ deal }) => createdOn[deal]!,
    expectedClose: ({ row }) => -versions.expectedClose[row]!,
    closed: ({ row }) => versions.closedOn[row]!,
    since: ({ row }) => versions.validDay[row]!,
  }
  return (a: Placed, b: Placed) => of[sort](b) - of[sort](a) || a.deal - b.deal
}
