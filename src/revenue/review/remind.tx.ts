import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { addAction } from '#actions/add.tx.ts'
import { finishAction } from '#actions/change.tx.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { rollUpOf } from '../calls/roll-up.sql.ts'
import type { Grain } from '../schema.ts'

type Person = { personId: string; name: string }
type Asked = { grain: Grain; on?: string | undefined; personIds?: string[] | undefined; dueOn?: string | undefined }

/** Reminds those who have not called for a period; nobody gets a second reminder while the first is open. */
export async function remindMissing(
  work: Work,
  scope: Scope,
  asked: Asked,
): Promise<{ reminded: Person[]; alreadyReminded: Person[] }> {
  const now = work.workspace.clock()
  const { grain, on, personIds } = asked
  const held = await rollUpOf(work.workspace.db, scope, { grain, on, method: 'as submitted', now })
  const wanted = held.missing.filter(({ personId }) => personIds === undefined || personIds.includes(personId))
  return transact(work, async (writing) => {
    const open = await openReminders(writing, held.period, wanted)
    const [reminded, alreadyReminded]: [Person[], Person[]] = [[], []]
    for (const { personId, name } of wanted) {
      const person = { personId, name }
      if (open.has(personId)) {
        alreadyReminded.push(person)
        continue
      }
      await addAction(writing, {
        title: `Make your call for ${held.period.label}`,
        ownerId: personId,
        dueOn: asked.dueOn ?? dayAfter(held.asOf),
        about: null,
        cause: causeOf(held.period, personId),
      })
      reminded.push(person)
    }
    await writing.audit({
      command: 'revenue.remind',
      noun: 'reminder',
      summary: `Reminded ${reminded.length} people of their call for ${held.period.label}`,
      after: { period: held.period.from, people: reminded.map(({ personId }) => personId) },
    })
    return { reminded, alreadyReminded }
  })
}

/** Whoever has called has done what they were reminded of. */
export async function finishReminder(
  writing: Writing,
  { personId, period }: { personId: string; period: { from: string } },
): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from actions.action
    where cause = ${causeOf(period, personId)} and done_at is null and dropped_at is null`.execute(writing.tx)
  if (rows[0]) await finishAction(writing, rows[0].id)
}

async function openReminders(
  { tx }: Writing,
  period: { from: string },
  people: readonly Person[],
): Promise<Set<string>> {
  const causes = people.map(({ personId }) => causeOf(period, personId))
  const { rows } = await sql<{ cause: string }>`select cause from actions.action
    where cause = any(${causes}::text[]) and done_at is null and dropped_at is null`.execute(tx)
  const open = new Set(rows.map(({ cause }) => cause))
  return new Set(people.map(({ personId }) => personId).filter((id) => open.has(causeOf(period, id))))
}

function causeOf({ from }: { from: string }, personId: string): string {
  return `revenue.call:${from}:${personId}`
}
