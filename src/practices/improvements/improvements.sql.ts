import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { checkOf } from '../checks/catalogue.ts'
import type { Scorecard } from '../schema.ts'
import type { Improvement } from './contract.ts'
import { effectSince, type Told } from './effect.ts'

type Row = Omit<Improvement, 'checkName' | 'state' | 'nowValue' | 'effect'> & {
  beforeN: number | null
  doneAt: string | null
  droppedAt: string | null
}

/** All improvements, open ones by day first, with what their checks did since. */
export async function improvementsOn(
  db: Db,
  { today, card }: { today: string; card: Scorecard },
): Promise<Improvement[]> {
  const { rows } = await sql<Row>`
    select improvement.id, improvement.kind, improvement.title, check_key as "checkKey", owner_id as "ownerId", owner.name as "ownerName",
      due_on as "dueOn", expected_change as "expectedChange", before_value as "beforeValue", before_n as "beforeN",
      added_at as "addedAt", done_at as "doneAt", dropped_at as "droppedAt"
    from practices.improvement improvement left join company.person owner on owner.id = improvement.owner_id
    order by done_at is not null or dropped_at is not null, due_on nulls last, added_at desc limit 1000`.execute(db)
  return rows.map((row) => asImprovement(row, { today, card }))
}

/** What a check tells today, as it is kept with an improvement; null where it tells nothing. */
export function toldOf(card: Scorecard, key: string | null): Told | null {
  const check = card.checks.find((each) => each.key === key)
  return check && check.value !== null ? { value: check.value, n: check.n } : null
}

function asImprovement(row: Row, { today, card }: { today: string; card: Scorecard }): Improvement {
  const { beforeN, doneAt, droppedAt, ...facts } = row
  const { checkKey, beforeValue, dueOn } = row
  const check = checkKey === null ? undefined : checkOf(checkKey)
  const now = toldOf(card, checkKey)
  const before = beforeValue === null ? null : { value: beforeValue, n: beforeN ?? 0 }
  const isLate = dueOn !== null && dueOn < today
  return {
    ...facts,
    addedAt: new Date(row.addedAt).toISOString(),
    checkName: check?.name ?? null,
    state: doneAt ? 'done' : droppedAt ? 'dropped' : isLate ? 'late' : 'open',
    nowValue: now?.value ?? null,
    effect: effectSince(before, { now, unit: check?.unit ?? 'multiple', isDone: doneAt !== null }),
  }
}
