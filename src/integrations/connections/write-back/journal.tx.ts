import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { Write } from '../schema.ts'
import { digestOf, keptText, type Pending } from './write.ts'

/** A line of what was written back, or was not: a field of a deal, or a call about it. */
export type Line = Omit<Pending, 'field'> & {
  field: Write['field']
  /** The call, where it is one. */
  activityId?: string
  id: string
  there: string | null
  state: Write['state']
  says: string
}

export function lineOf(
  pending: Omit<Line, 'id' | 'there' | 'state' | 'says'>,
  of: Pick<Line, 'there' | 'state' | 'says'>,
): Line {
  return { ...pending, ...of, id: newId() }
}

/** What the last dry run said is forgotten with the next run. */
export async function forgetDryRun({ workspace }: Work, connectionId: string): Promise<void> {
  await sql`delete from integrations.connection_write where connection_id = ${connectionId} and state in ('would be written', 'would be left')`.execute(
    workspace.db,
  )
}

/** Notes lines before they are sent, so that a crash leaves no doubt which they were. */
export async function noteLines(
  { workspace }: Work,
  { connectionId, lines }: { connectionId: string; lines: readonly Line[] },
): Promise<void> {
  const rows = lines.map((line) => ({
    ...line,
    before: keptText(line.field, line.there),
    after: keptText(line.field, line.ours),
    digest: digestOf(line.ours),
  }))
  await sql`insert into integrations.connection_write (id, connection_id, deal_id, outside_id, field, before, after, digest, state, says, at, activity_id)
    select n.id, ${connectionId}::uuid, n."dealId", n."outsideId", n.field, n.before, n.after, n.digest, n.state, n.says, ${workspace.clock().toISOString()}::timestamptz, n."activityId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as n (id uuid, "activityId" uuid, "dealId" uuid, "outsideId" text, field text, before text, after text, digest text, state text, says text)`.execute(
    workspace.db,
  )
}

type Settled = { dealId: string; field: string; before: string | null; after: string | null; refused: string | null }

/** What became of lines that were sent; each that arrived is a line of the audit of its deal. */
export async function settleLines(
  work: Work,
  { system, done }: { system: string; done: readonly { id: string; refused: string | null }[] },
): Promise<void> {
  if (done.length === 0) return
  await transact(work, async ({ tx, audit }) => {
    const { rows } = await sql<Settled>`
      update integrations.connection_write w set state = case when n.refused is null then 'written' else 'refused' end, says = coalesce(n.refused, '')
      from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as n (id uuid, refused text) where w.id = n.id and w.state = 'being written'
      returning w.deal_id as "dealId", w.field, w.before, w.after, n.refused`.execute(tx)
    for (const { dealId, field, before, after, refused } of rows) {
      if (refused !== null) continue
      const summary = `Wrote the ${field}${after === null ? '' : ` ${after}`} to ${system}`
      const values = after === null && before === null ? {} : { before: { [field]: before }, after: { [field]: after } }
      await audit({ command: 'integrations.write-back', noun: 'deal', subjectId: dealId, summary, ...values })
    }
  })
}

/** Lines that did not arrive are as if they had never been sent; they are looked at again. */
export async function takeBackLines({ workspace }: Work, ids: readonly string[]): Promise<void> {
  await sql`delete from integrations.connection_write where id = any(${[...ids]}::uuid[]) and state = 'being written'`.execute(
    workspace.db,
  )
}
