import { sql } from 'kysely'
import { transact, type Work } from '#platform/transaction.ts'
import { type Node, seriesName } from '../node.ts'
import type { FindingKind, Grain } from '../schema.ts'

/** What a person says about a finding: counted as treated, or as recorded. */
export type Decision = { grain: Grain; node: Node; startsOn: string; kind: FindingKind; accepted: boolean }

/** Keeps a decision, in units and in money alike; the series is forecast again from it. */
export async function decideFinding(work: Work, given: Decision): Promise<{ queued: boolean }> {
  const { grain, startsOn, kind, accepted } = given
  const node = seriesName(given.node)
  return transact(work, async ({ tx, now, audit, emit }) => {
    await sql`
      insert into demand.decision (grain, node, starts_on, kind, accepted, decided_at)
      values (${grain}, ${node}, ${startsOn}, ${kind}, ${accepted}, ${now})
      on conflict (grain, node, starts_on, kind)
      do update set accepted = excluded.accepted, decided_at = excluded.decided_at`.execute(tx)
    await audit({
      command: 'demand.decide',
      noun: 'demand',
      summary: `Count the ${kind} of the ${grain} from ${startsOn} as ${accepted ? 'treated' : 'recorded'}`,
      after: { node, startsOn, kind, accepted },
    })
    await emit('demand.finding.decided', { node, grain, startsOn })
    return { queued: true }
  })
}
