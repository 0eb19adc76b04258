import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, Refusal, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { faultsOfTerms, type Terms } from '../terms.ts'

type Dated = { startsOn: string; endsOn: string | null }
type Taking = Dated & { personId: string; rate: string | null }

/** Adds a plan with its first terms and who takes part. */
export async function addPlan(
  work: Work,
  { name, participants, ...dated }: Dated & { name: string; terms: Terms; participants: readonly Taking[] },
): Promise<string> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const id = newId()
    const { rows } = await sql`insert into goals.incentive_plan (id, name, added_by, added_at)
      values (${id}, ${name}, ${actor.id}, ${now})
      on conflict (lower(name)) where ended_at is null do nothing returning id`.execute(tx)
    if (rows.length === 0) {
      throw refusal(409, {
        code: 'name-taken',
        message: `There is a plan named "${name}" already.`,
        wayOut: 'Give that plan new terms from a day on, or choose another name.',
      })
    }
    await writeTerms(tx, { planId: id, actorId: actor.id, now, ...dated })
    await writeParticipants(tx, { planId: id, participants, actorId: actor.id, now })
    await audit({
      command: 'goals.add-plan',
      noun: 'incentive plan',
      subjectId: id,
      summary: `Added the incentive plan ${name}`,
      after: { ...dated, participants },
    })
    await emit('goals.incentives.changed', { planId: id })
    return id
  })
}

/** Gives a plan new terms from a day on; those that hold then end the day before. */
export async function setTerms(
  work: Work,
  { planId, ...dated }: Dated & { planId: string; terms: Terms },
): Promise<void> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const name = await planName(tx, planId)
    await endFrom(tx, { planId, from: dated.startsOn, until: dated.endsOn, actorId: actor.id, now })
    await writeTerms(tx, { planId, actorId: actor.id, now, ...dated })
    await audit({
      command: 'goals.set-terms',
      noun: 'incentive plan',
      subjectId: planId,
      summary: `Set the terms of ${name} from ${dated.startsOn}`,
      after: dated,
    })
    await emit('goals.incentives.changed', { planId })
  })
}

/** Takes a plan out of use. */
export async function endPlan(work: Work, planId: string): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    const name = await planName(tx, planId)
    await sql`update goals.incentive_plan set ended_at = ${now} where id = ${planId}`.execute(tx)
    await audit({
      command: 'goals.end-plan',
      noun: 'incentive plan',
      subjectId: planId,
      summary: `Took the plan ${name} out of use`,
    })
    await emit('goals.incentives.changed', { planId })
  })
}

/** Says who takes part in a plan: the whole list anew; what was before stays in the history. */
export async function setParticipants(
  work: Work,
  given: { planId: string; participants: readonly Taking[] },
): Promise<void> {
  const { planId, participants } = given
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const name = await planName(tx, planId)
    await writeParticipants(tx, { planId, participants, actorId: actor.id, now })
    await audit({
      command: 'goals.set-participants',
      noun: 'incentive plan',
      subjectId: planId,
      summary: `Set the ${participants.length} participants of ${name}`,
      after: participants,
    })
    await emit('goals.incentives.changed', { planId })
  })
}

/** Splits the credit of a deal; an empty list gives it back to the owner. */
export async function setSplits(
  work: Work,
  { dealId, splits }: { dealId: string; splits: readonly { personId: string; share: string }[] },
): Promise<void> {
  await transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql`select id from crm.deal where id = ${dealId} and ended_at is null for update`.execute(tx)
    if (rows.length === 0) throw notFound('deal', dealId)
    await refuseUnknownPeople(
      tx,
      splits.map(({ personId }) => personId),
    )
    await sql`update goals.incentive_split set ended_at = ${now}, ended_by = ${actor.id}
      where deal_id = ${dealId} and ended_at is null`.execute(tx)
    const kept = splits.filter(({ share }) => Number(share) > 0).map((each) => ({ id: newId(), ...each }))
    await orOverlap(
      sql`insert into goals.incentive_split (id, deal_id, person_id, share, set_by, recorded_at)
        select r.id, ${dealId}, r."personId", r.share, ${actor.id}, ${now}
        from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as r(id uuid, "personId" uuid, share numeric)`.execute(
        tx,
      ),
      'A person has two shares of the same deal.',
    )
    await audit({
      command: 'goals.set-splits',
      noun: 'deal',
      subjectId: dealId,
      summary: 'Split the credit of a deal',
      after: splits,
    })
    await emit('goals.incentives.changed', { dealId })
  })
}

async function writeParticipants(
  tx: Tx,
  given: { planId: string; participants: readonly Taking[]; actorId: string | null; now: string },
): Promise<void> {
  const { planId, participants, actorId, now } = given
  for (const each of participants) refuseEmptySpan(each)
  await refuseUnknownPeople(
    tx,
    participants.map(({ personId }) => personId),
  )
  await sql`update goals.incentive_participant set ended_at = ${now}, ended_by = ${actorId}
    where plan_id = ${planId} and ended_at is null`.execute(tx)
  const rows = participants.map((each) => ({ id: newId(), ...each }))
  await orOverlap(
    sql`insert into goals.incentive_participant (id, plan_id, person_id, starts_on, ends_on, rate, set_by, recorded_at)
      select r.id, ${planId}, r."personId", r."startsOn", r."endsOn", r.rate, ${actorId}, ${now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, "personId" uuid, "startsOn" date, "endsOn" date, rate numeric)`.execute(
      tx,
    ),
    'A person takes part twice on the same day.',
  )
}

async function writeTerms(
  tx: Tx,
  given: Dated & { planId: string; terms: Terms; actorId: string | null; now: string },
): Promise<void> {
  const { planId, startsOn, endsOn, terms, actorId, now } = given
  refuseEmptySpan(given)
  const faults = faultsOfTerms(terms)
  if (faults[0]) throw new Refusal(400, { code: 'bad-terms', message: faults[0].message, problems: faults })
  const { rows } = await sql`select code from company.currency where code = ${terms.currency}`.execute(tx)
  if (rows.length === 0)
    throw refusal(400, {
      code: 'unknown',
      message: `There is no currency ${terms.currency}.`,
      wayOut: 'Use a code such as USD.',
    })
  await sql`insert into goals.incentive_terms (id, plan_id, starts_on, ends_on, terms, set_by, recorded_at)
    values (${newId()}, ${planId}, ${startsOn}, ${endsOn}, ${JSON.stringify(terms)}, ${actorId}, ${now})`.execute(tx)
}

/** Makes room for new terms: what overlaps is ended in the record and kept for its days outside the new span. */
async function endFrom(
  tx: Tx,
  span: { planId: string; from: string; until: string | null; actorId: string | null; now: string },
): Promise<void> {
  const { planId, from, until, actorId, now } = span
  const { rows } = await sql<{ id: string; starts: string; ends: string | null; terms: Terms }>`
    update goals.incentive_terms set ended_at = ${now}, ended_by = ${actorId}
    where plan_id = ${planId} and ended_at is null and daterange(starts_on, ends_on) && daterange(${from}, ${until})
    returning id, starts_on as starts, ends_on as ends, terms`.execute(tx)
  for (const { starts, ends, terms } of rows) {
    if (starts < from) await writeTerms(tx, { planId, startsOn: starts, endsOn: from, terms, actorId, now })
    if (until !== null && (ends === null || ends > until))
      await writeTerms(tx, { planId, startsOn: until, endsOn: ends, terms, actorId, now })
  }
}

async function planName(tx: Tx, id: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`
    select name from goals.incentive_plan where id = ${id} and ended_at is null for update`.execute(tx)
  if (!rows[0]) throw notFound('incentive plan', id)
  return rows[0].name
}

async function refuseUnknownPeople(tx: Tx, ids: readonly string[]): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${[...ids]}::uuid[]) as asked(id) left join company.person person on person.id = asked.id
    where person.id is null`.execute(tx)
  if (rows[0])
    throw refusal(400, {
      code: 'unknown',
      message: `There is no person ${rows[0].id}.`,
      wayOut: 'Use ids from /api/company/people.',
    })
}

function refuseEmptySpan({ startsOn, endsOn }: Dated): void {
  if (endsOn === null || endsOn > startsOn) return
  throw refusal(400, {
    code: 'empty-period',
    message: `The span from ${startsOn} until ${endsOn} has no day.`,
    wayOut: 'The end is the day after the last day.',
  })
}

async function orOverlap(writing: Promise<unknown>, message: string): Promise<void> {
  try {
    await writing
  } catch (error) {
    const { code } = error as { code?: string }
    if (code !== '23P01' && code !== '23505') throw error
    throw refusal(409, { code: 'overlap', message, wayOut: 'Name each person once per span of days.' })
  }
}
