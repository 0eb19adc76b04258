import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { StagePlace } from './broken.ts'
import { faultOf } from './faults.ts'
import { stagePlaces } from './in-force.sql.ts'
import type { Terms } from './terms.ts'

/** Adds a rule; it holds from now on. */
export async function addRule(
  work: Work,
  { name, terms }: { name: string; terms: Terms },
): Promise<{ id: string; name: string }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    await refuseFaulty(tx, terms)
    await refuseSecondDesk(tx, { id: null, terms })
    const id = newId()
    const { rows } = await sql`
      insert into process.rule (id, name, kind, terms, stage_id, added_by, added_at, changed_at)
      values (${id}, ${name}, ${terms.kind}, ${JSON.stringify(terms)}, ${terms.stageId}, ${actor.id}, ${now}, ${now})
      on conflict (lower(name)) where ended_at is null do nothing returning id`.execute(tx)
    if (rows.length === 0) throw nameTaken(name)
    await audit({
      command: 'process.add-rule',
      noun: 'rule',
      subjectId: id,
      summary: `Added the rule ${name}`,
      after: terms,
    })
    await emit('process.rule.changed', { ruleId: id })
    return { id, name }
  })
}

export type RuleChange = { name?: string | undefined; terms?: Terms | undefined; isOn?: boolean | undefined }

/** Changes what a rule says, or pauses and resumes it. */
export async function changeRule(work: Work, { id, ...change }: RuleChange & { id: string }): Promise<void> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{ name: string; terms: Terms; pausedAt: string | null }>`
      select name, terms, paused_at as "pausedAt" from process.rule where id = ${id} and ended_at is null for update`.execute(
      tx,
    )
    const before = rows[0]
    if (!before) throw notFound('rule', id)
    const terms = change.terms ?? before.terms
    if (terms.kind !== before.terms.kind)
      throw refusal(400, {
        code: 'other-kind',
        message: `The rule "${before.name}" is a ${before.terms.kind} rule and cannot become a ${terms.kind} rule.`,
        wayOut: 'End it and add another.',
      })
    if (change.terms) await refuseFaulty(tx, terms)
    const name = change.name ?? before.name
    const twin =
      await sql`select 1 from process.rule where lower(name) = lower(${name}) and ended_at is null and id <> ${id}`.execute(
        tx,
      )
    if (twin.rows.length > 0) throw nameTaken(name)
    const isOn = change.isOn ?? before.pausedAt === null
    if (isOn) await refuseSecondDesk(tx, { id, terms })
    const pausedAt = isOn ? null : (before.pausedAt ?? now)
    await sql`update process.rule set name = ${name}, terms = ${JSON.stringify(terms)}, stage_id = ${terms.stageId},
      paused_at = ${pausedAt}, changed_at = ${now} where id = ${id}`.execute(tx)
    const verb = change.isOn === undefined ? 'Changed' : isOn ? 'Resumed' : 'Paused'
    await audit({
      command: 'process.change-rule',
      noun: 'rule',
      subjectId: id,
      summary: `${verb} the rule ${name}`,
      before: { ...before.terms, name: before.name, isOn: before.pausedAt === null },
      after: { ...terms, name, isOn },
    })
    await emit('process.rule.changed', { ruleId: id })
  })
}

/** Ends a rule; what it did stays on record. */
export async function endRule(work: Work, id: string): Promise<void> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{ name: string }>`update process.rule set ended_at = ${now}
      where id = ${id} and ended_at is null returning name`.execute(tx)
    if (!rows[0]) throw notFound('rule', id)
    await audit({ command: 'process.end-rule', noun: 'rule', subjectId: id, summary: `Ended the rule ${rows[0].name}` })
    await emit('process.rule.changed', { ruleId: id })
  })
}

function nameTaken(name: string) {
  return refusal(409, {
    code: 'name-taken',
    message: `There is a rule named "${name}" already.`,
    wayOut: 'Change that one, or choose another name.',
  })
}

/** A discount climbs one chain: a second one for the same pipeline would never be asked. */
async function refuseSecondDesk(tx: Tx, { id, terms }: { id: string | null; terms: Terms }): Promise<void> {
  if (terms.kind !== 'approval') return
  const { rows } = await sql<{ name: string }>`select rule.name from process.rule rule
    join crm.stage there on there.id = rule.stage_id join crm.stage here on here.pipeline_id = there.pipeline_id
    where rule.kind = 'approval' and rule.ended_at is null and rule.paused_at is null and here.id = ${terms.stageId}
      and rule.id is distinct from ${id}::uuid limit 1`.execute(tx)
  if (rows[0])
    throw refusal(409, {
      code: 'second-desk',
      message: `The rule "${rows[0].name}" approves the discounts of this pipeline already; a discount climbs one chain.`,
      wayOut: 'Change the levels of that rule, or pause or end it first.',
    })
}

/** Refuses terms that name stages or people who are not there, or that contradict themselves. */
async function refuseFaulty(tx: Tx, terms: Terms): Promise<void> {
  const stages = await stagePlaces(tx)
  const ids = peopleIn(terms)
  const { rows } = await sql<{
    id: string
    name: string
  }>`select id, name from company.person where id = any(${ids}::uuid[]) and erased_at is null`.execute(tx)
  const known = new Map(rows.map(({ id, name }) => [id, name]))
  const stranger = ids.find((id) => !known.has(id))
  const fault = stranger
    ? `There is no person ${stranger}.`
    : faultOf(terms, stages as ReadonlyMap<string, StagePlace>, (id) => known.get(id) ?? id)
  if (fault)
    throw refusal(400, { code: 'faulty-rule', message: fault, wayOut: 'Correct the rule, then save it again.' })
}

function peopleIn(terms: Terms): string[] {
  if (terms.kind === 'assignment')
    return [...terms.pool.map(({ personId }) => personId), ...(terms.fallbackId === null ? [] : [terms.fallbackId])]
  if (terms.kind !== 'approval') return []
  return terms.levels.flatMap(({ approverId, substituteId }) =>
    substituteId ? [approverId, substituteId] : [approverId],
  )
}
