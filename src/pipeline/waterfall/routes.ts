import type { Mount } from '#platform/http/mount.ts'
import { asked, basisOf, endsOf } from '../answers.sql.ts'
import { pipelineContract } from '../contract.ts'
import { namedLines } from '../deals/named.sql.ts'
import { dealsOfBar, waterfall } from './waterfall.ts'

/** What moved the pipeline between two days, and the deals of each bar. */
export function waterfallRoutes(mount: Mount): void {
  mount(pipelineContract.waterfall, async (request) => {
    const question = await asked({ ...request, query: closingOn(request.query) })
    return { ...waterfall(question, endsOf(question, request.query)), due: basisOf(question).due }
  })

  mount(pipelineContract.waterfallDeals, async (request) => {
    const { query, workspace } = request
    const question = await asked({ ...request, query: closingOn(query) })
    const ends = endsOf(question, query)
    const shown = query.offset + query.limit
    const { count, amountMinor, largest } = dealsOfBar(question, { ...ends, bar: query.bar, most: shown })
    const page = largest.slice(query.offset)
    const placed = page.flatMap(({ deal, before, after }) =>
      [before, after].flatMap((row) => (row < 0 ? [] : [{ deal, row, worth: question.worth(row, ends.to) }])),
    )
    const lines = await namedLines(workspace.db, question, placed)
    let at = 0
    return {
      count,
      amountMinor,
      steps: page.map(({ amount, before, after }) => ({
        amountMinor: amount,
        before: before < 0 ? null : lines[at++]!,
        after: after < 0 ? null : lines[at++]!,
      })),
      next: count > shown ? shown : null,
    }
  })
}

/** The day looked at is the closing. */
function closingOn<Query extends { to?: string | undefined; asOf?: string | undefined }>(query: Query): Query {
  return { ...query, asOf: query.to ?? query.asOf }
}
