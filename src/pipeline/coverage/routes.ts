import type { Mount } from '#platform/http/mount.ts'
import { asked, askedEach, basisOf } from '../answers.sql.ts'
import { pipelineContract } from '../contract.ts'
import { belongsTo, dealFacts } from '../deals/sets.ts'
import { groupOf } from '../measures/compute.ts'
import { sum } from '../measures/statistics.ts'
import { idsIn } from '../view/ids.ts'
import type { Question } from '../view/view.ts'
import { historicConversion, wonInPeriod } from './coverage.ts'
import { type QuotaOf, quotasFor } from './quota.sql.ts'
import { periodsDue, slippage } from './slippage.ts'

/** Whether what is open is enough, and what became of what was due; of all deals in view, and of each segment. */
export function coverageRoutes(mount: Mount): void {
  mount(pipelineContract.coverage, async (request) => {
    const { workspace, scope } = request
    const query = { ...request.query, grain: request.query.grain ?? ('quarter' as const) }
    const before = await asked({ ...request, query })
    const quotas = await quotasFor(workspace.db, scope, {
      due: before.due!,
      knownBy: before.knownBy,
      now: workspace.clock(),
    })
    const { question, segments } = await askedEach({ ...request, query })
    const ids = idsIn(question.reference)
    const whose = {
      person: query.person && ids('owner')(query.person),
      team: query.team && ids('team')(query.team),
      territory: query.territory?.map(ids('territory')),
    }
    const isWhole = Object.values(whose).every((each) => each === undefined)
    return {
      basis: basisOf(question),
      ...covered(question, { quota: quotas.of(whose), periods: query.periods }),
      segments: segments.map(({ keys, labels, question: some }) => {
        const quota = isWhole ? quotas.ofSegment(query.by ?? [], keys) : null
        return { keys, labels, ...covered(some, { quota, periods: query.periods }) }
      }),
    }
  })

  mount(pipelineContract.slippage, async (request) => {
    const query = { ...request.query, grain: request.query.grain ?? ('quarter' as const) }
    const { periods } = query
    const startsOf = (question: Question) =>
      periodsDue(question, { due: question.due!, periods }).map(({ from }) => from - 1)
    const { question, segments } = await askedEach({ ...request, query }, startsOf)
    return {
      basis: basisOf(question),
      periods: slippage(question, { due: question.due!, periods }),
      segments: segments.map(({ keys, labels, question: some }) => ({
        ...{ keys, labels, periods: slippage(some, { due: some.due!, periods }) },
      })),
    }
  })
}

/** What of the quota is left, what is open for it, and how much history asks for. */
function covered(question: Question, { quota, periods }: { quota: QuotaOf | null; periods: number }) {
  const due = question.due!
  const facts = dealFacts(question, { from: due.from, to: question.asOf })
  const deals = inView(facts.stand.rows)
  const group = groupOf(facts, (set) => deals.filter(belongsTo(facts, set)))
  const open = { deals: group.count('open'), amountMinor: sum(group.worths('open')) }
  const won = wonInPeriod(question, due)
  const remainingMinor = quota?.quotaMinor == null ? null : quota.quotaMinor - won.amountMinor
  return {
    subject: quota && { kind: quota.kind, name: quota.name, quotaBasis: quota.quotaBasis },
    open,
    won,
    quotaMinor: quota?.quotaMinor ?? null,
    remainingMinor,
    coverage: remainingMinor !== null && remainingMinor > 0 ? open.amountMinor / remainingMinor : null,
    ...historicConversion(question, { due, periods }),
  }
}

function inView(rows: Int32Array): number[] {
  const deals: number[] = []
  for (let deal = 0; deal < rows.length; deal++) if (rows[deal]! >= 0) deals.push(deal)
  return deals
}
