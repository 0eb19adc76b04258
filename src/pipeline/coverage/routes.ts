import type { Mount } from '#platform/http/mount.ts'
import { asked, basisOf } from '../answers.sql.ts'
import { pipelineContract } from '../contract.ts'
import { belongsTo, dealFacts } from '../deals/sets.ts'
import { groupOf } from '../measures/compute.ts'
import { sum } from '../measures/statistics.ts'
import { idsIn } from '../view/ids.ts'
import { historicConversion, wonInPeriod } from './coverage.ts'
import { quotaOf } from './quota.sql.ts'
import { slippage } from './slippage.ts'

/** Whether what is open is enough, and what became of what was due. */
export function coverageRoutes(mount: Mount): void {
  mount(pipelineContract.coverage, async (request) => {
    const { workspace, scope } = request
    const query = { ...request.query, grain: request.query.grain ?? ('quarter' as const) }
    const prepared = await asked({ ...request, query })
    const ids = idsIn(prepared.reference)
    const whose = {
      person: query.person && ids('owner')(query.person),
      team: query.team && ids('team')(query.team),
      territory: query.territory?.map(ids('territory')),
    }
    const quota = await quotaOf(workspace.db, scope, { ...whose, due: prepared.due!, now: workspace.clock() })
    const question = await asked({ ...request, query })
    const due = question.due!
    const facts = dealFacts(question, { from: due.from, to: question.asOf })
    const deals = inView(facts.stand.rows)
    const group = groupOf(facts, (set) => deals.filter(belongsTo(facts, set)))
    const open = { deals: group.count('open'), amountMinor: sum(group.worths('open')) }
    const won = wonInPeriod(question, due)
    const remainingMinor = quota?.quotaMinor == null ? null : quota.quotaMinor - won.amountMinor
    return {
      basis: basisOf(question),
      subject: quota && { kind: quota.kind, name: quota.name, quotaBasis: quota.quotaBasis },
      open,
      won,
      quotaMinor: quota?.quotaMinor ?? null,
      remainingMinor,
      coverage: remainingMinor !== null && remainingMinor > 0 ? open.amountMinor / remainingMinor : null,
      ...historicConversion(question, { due, periods: query.periods }),
    }
  })

  mount(pipelineContract.slippage, async (request) => {
    const query = { ...request.query, grain: request.query.grain ?? ('quarter' as const) }
    const question = await asked({ ...request, query })
    const periods = slippage(question, { due: question.due!, periods: query.periods })
    return { basis: basisOf(question), periods }
  })
}

function inView(rows: Int32Array): number[] {
  const deals: number[] = []
  for (let deal = 0; deal < rows.length; deal++) if (rows[deal]! >= 0) deals.push(deal)
  return deals
}
