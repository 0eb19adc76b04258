import type { Mount } from '#platform/http/mount.ts'
import { asked, basisOf, windowOf } from '../answers.sql.ts'
import { pipelineContract } from '../contract.ts'
import { NO_DAY } from '../history/deal-history.ts'
import { sum } from '../measures/statistics.ts'
import { qualitySums } from '../quality/sums.ts'
import type { SegmentName } from '../view/dimension-names.ts'
import { placesOf } from '../view/places.ts'
import type { Question } from '../view/view.ts'
import { dealsIn } from './choose.ts'
import { pageInOrder } from './first-in-order.ts'
import { namedLines, type Placed } from './named.sql.ts'
import { type DealFacts, dealFacts } from './sets.ts'

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
    const found = ofSegment(facts, placed, query)
    const worths = found.map(({ worth }) => worth).filter((worth) => !Number.isNaN(worth))
    const page = pageInOrder(found, bySort(question, query.sort), query)
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

/** The deals of one segment; of those that count in several, with their part in it. */
function ofSegment(
  facts: DealFacts,
  placed: Placed[],
  { by = [], keys }: { by?: SegmentName[] | undefined; keys?: string | undefined },
): Placed[] {
  if (keys === undefined) return placed
  const among = placesOf(facts, by.map(facts.segment))
  const wanted = by.length === 1 ? [keys] : keys.split('|')
  return placed.flatMap((each) => {
    const here = among(each.deal).find((place) => place.keys.every((key, at) => key === wanted[at]))
    if (!here) return []
    return here.people || here.part ? [{ ...each, worth: facts.worthAt(here).worth(each.deal) }] : [each]
  })
}

type Sort = 'amount' | 'created' | 'expectedClose' | 'closed' | 'since'

/** Each order has a direction of its own; `:asc` and `:desc` say another. Deals without a value come last. */
function bySort({ history: { versions, createdOn } }: Question, asked: Sort | `${Sort}:${'asc' | 'desc'}`) {
  const [name, direction] = asked.split(':') as [Sort, 'asc' | 'desc' | undefined]
  const sign = (direction ?? (name === 'expectedClose' ? 'asc' : 'desc')) === 'asc' ? 1 : -1
  const day = (value: number) => (value === NO_DAY ? Number.NaN : value)
  const of: Record<Sort, (placed: Placed) => number> = {
    amount: ({ worth }) => worth,
    created: ({ deal }) => day(createdOn[deal]!),
    expectedClose: ({ row }) => day(versions.expectedClose[row]!),
    closed: ({ row }) => day(versions.closedOn[row]!),
    since: ({ row }) => versions.validDay[row]!,
  }
  return (a: Placed, b: Placed) => {
    const [left, right] = [of[name](a), of[name](b)]
    const without = Number(Number.isNaN(left)) - Number(Number.isNaN(right))
    return without || sign * (left - right) || a.deal - b.deal
  }
}
