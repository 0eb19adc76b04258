import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import { dayIn } from '#platform/clock.ts'
import type { Tx } from '#platform/db/pool.ts'
import { onlyFields, wordOf } from '#platform/fields.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { keptFieldName } from '#platform/kept/kept.ts'
import { refuseUnknownFields } from '#platform/kept/known.sql.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { refuseMergedAccount } from '../duplicates/merged.sql.ts'
import { filledState, movedState, type StageFacts } from '../stage.ts'
import type { DealChanges } from './contract.ts'
import { correct } from './correction.ts'
import { type DealState, dealFields } from './fields.ts'
import { endOfDay, isOwnNewestEdit, versionsOf } from './history.sql.ts'
import { type Change, type ChangedField, fieldChanges, projection, stateAsOf } from './history.ts'
import { project, writeVersions } from './versions.tx.ts'

export type Edited = { id: string; changedAt: string }

type NewDeal = DealChanges & { name: string; stageId: string; reason?: string | undefined }

/** Adds a deal, owned by whom the caller may see. */
export async function addDeal(work: Work, scope: Scope, input: NewDeal): Promise<Edited> {
  return transact(work, (writing) => addDealIn(writing, scope, input))
}

/** Where a deal comes from that was not begun here: its id there, since when it is as it is, and the deal here that had ended. */
type Origin = { externalId: string; validAt: string; endedId: string | null }

/** The same within a transaction that is open already. */
export async function addDealIn(writing: Writing, scope: Scope, input: NewDeal, origin?: Origin): Promise<Edited> {
  const { tx, now, audit, emit } = writing
  const validAt = origin?.validAt ?? now
  const { reason, ...given } = input
  const ownerId = given.ownerId === undefined && scope.sees.deals !== 'all' ? scope.personId : (given.ownerId ?? null)
  refuseForeignOwner(scope, ownerId)
  const [stage, company] = [await stageOf(tx, given.stageId), await readCompany(tx)]
  await refuseUnknown(tx, given)
  await refuseUnknownFields(tx, { noun: 'deal', table: 'crm.deal', fields: given.fields })
  const day = dayIn(company.timeZone, new Date(validAt))
  const state = filledState({ ...given, ownerId }, { stage, currency: given.currency ?? company.currency, today: day })
  const id = origin?.endedId ?? newId()
  await writing.guard('crm.deal.change', { dealId: id, before: null, after: state, validAt, reason: reason ?? null })
  if (!origin?.endedId)
    await sql`insert into crm.deal (id, external_id, name, pipeline_id, stage_id, outcome, forecast_category, currency, created_on, changed_at)
      values (${id}, ${origin?.externalId ?? null}, ${state.name}, ${stage.pipelineId}, ${stage.id}, ${stage.outcome},
        ${state.forecastCategory}, ${state.currency}, ${day}, ${now})`.execute(tx)
  await writeVersions(writing, { dealId: id, at: now, statements: [{ validAt, state }], reason })
  await project(tx, { dealId: id, at: now })
  await audit({
    command: 'crm.add-deal',
    noun: 'deal',
    subjectId: id,
    summary: `Added the deal ${state.name}`,
    after: audited(state),
  })
  await emit('crm.deal.changed', { dealId: id })
  return { id, changedAt: now }
}

/** Changes a deal from now on, or from the end of an earlier day; refused when it changed since the caller saw it. */
export async function changeDeal(work: Work, scope: Scope, input: DealEdit): Promise<Edited> {
  return transact(work, (writing) => changeDealIn(writing, scope, input))
}

type DealEdit = {
  id: string
  /** As the caller saw it; left out by who says how the deal is now, whatever it was. */
  changedAt?: string | undefined
  changes: DealChanges
  validOn?: string | undefined
  /** Since when, to the instant. */
  validAt?: string | undefined
  reason?: string | undefined
}

/** The same within a transaction that is open already. */
export async function changeDealIn(
  writing: Writing,
  scope: Scope,
  input: DealEdit,
): Promise<Edited & { changed: boolean }> {
  const { tx, audit, emit } = writing
  const at = await lockDeal(writing, scope, input)
  const versions = await versionsOf(tx, input.id)
  const before = projection(versions)
  if (!before) throw notFound('deal', input.id)
  const validAt =
    input.validAt ?? (input.validOn ? await validInstant(writing, input.validOn) : laterOf(at, before.validAt))
  await refuseUnknown(tx, input.changes)
  await refuseUnknownFields(tx, { noun: 'deal', table: 'crm.deal', fields: input.changes.fields })
  if (input.changes.ownerId !== undefined) refuseForeignOwner(scope, input.changes.ownerId)
  const then = stateAsOf(versions, { validBy: validAt, knownBy: at })
  // A deal that stays in its stage keeps its close day and its category.
  const isMoved = input.changes.stageId !== undefined && input.changes.stageId !== then?.stageId
  const stage = isMoved ? await stageOf(tx, input.changes.stageId!) : null
  const day = dayIn((await readCompany(tx)).timeZone, new Date(validAt))
  const statements = correct(versions, { validAt, changes: movedState(input.changes, { stage, day }) })
  if (statements === null) throw tooEarly(input.validOn ?? validAt)
  const [first] = statements
  if (!first) return { id: input.id, changedAt: input.changedAt ?? at, changed: false }
  for (const statement of statements) {
    await writing.guard('crm.deal.change', {
      dealId: input.id,
      before,
      after: statement.state,
      validAt: statement.validAt,
      reason: input.reason ?? null,
    })
  }
  await writeVersions(writing, { dealId: input.id, at, statements, reason: input.reason })
  const after = await project(tx, { dealId: input.id, at })
  await audit({
    command: 'crm.change-deal',
    noun: 'deal',
    subjectId: input.id,
    summary: `Changed the deal ${before.name}${input.validOn ? `, true since ${input.validOn}` : ''}`,
    ...told(before, after ?? first.state),
  })
  await emit('crm.deal.changed', { dealId: input.id })
  return { id: input.id, changedAt: at, changed: true }
}

/** Takes back the caller's own newest edit: its versions are marked retracted, and the deal shows what stood before. */
export async function undoDealEdit(
  work: Work,
  scope: Scope,
  input: { id: string; recordedAt: string },
): Promise<Edited> {
  return transact(work, async (writing) => {
    const { tx, actor, audit, emit } = writing
    const at = await lockDeal(writing, scope, { id: input.id })
    const versions = await versionsOf(tx, input.id)
    const edit = versions.filter((each) => Date.parse(each.recordedAt) === Date.parse(input.recordedAt))
    const own = edit.length > 0 && edit.every((each) => isOwnNewestEdit(each, { versions, userId: actor.id ?? '' }))
    if (!own) {
      throw refusal(409, {
        code: 'not-undoable',
        message: `The edit of ${input.recordedAt} is not your own newest edit of this deal.`,
        wayOut: 'Set the values back by a new edit; the history keeps both.',
      })
    }
    await sql`update crm.deal_version set retracted_at = ${at}, retracted_by = ${actor.id}
      where id = any(${edit.map((each) => each.id)}::uuid[])`.execute(tx)
    const after = await project(tx, { dealId: input.id, at })
    await refuseMergedAccount(tx, after?.accountId)
    await audit({
      command: 'crm.undo-deal-edit',
      noun: 'deal',
      subjectId: input.id,
      summary: `Took back an edit of the deal ${edit[0]?.name}`,
      ...(after ? told(projection(versions) ?? after, after) : { before: audited(edit[0]!) }),
    })
    await emit('crm.deal.changed', { dealId: input.id })
    return { id: input.id, changedAt: at }
  })
}

/** Locks the deal, checks that it is as the caller saw it, and says when this edit is recorded: after all before it. */
export async function lockDeal(
  { tx, now }: Writing,
  scope: Scope,
  seen: { id: string; changedAt?: string | undefined },
): Promise<string> {
  const { rows } = await sql<{ changedAt: string }>`select changed_at as "changedAt" from crm.deal deal
    where id = ${seen.id} and ended_at is null and ${ownedBy(scope.sees.deals, sql.ref('deal.owner_id'))} for update`.execute(
    tx,
  )
  const deal = rows[0]
  if (!deal) throw notFound('deal', seen.id)
  if (seen.changedAt !== undefined && Date.parse(seen.changedAt) !== Date.parse(deal.changedAt)) {
    throw await conflict(tx, { id: seen.id, changedAt: seen.changedAt })
  }
  const newest = await sql<{ at: string }>`select max(recorded_at) as at from crm.deal_version
    where deal_id = ${seen.id}`.execute(tx)
  return new Date(
    Math.max(Date.parse(now), Date.parse(deal.changedAt) + 1, Date.parse(newest.rows[0]?.at ?? now) + 1),
  ).toISOString()
}

async function conflict(tx: Tx, seen: { id: string; changedAt: string }) {
  const versions = await versionsOf(tx, seen.id)
  const known = Date.parse(seen.changedAt)
  const then = projection(
    versions
      .filter((each) => Date.parse(each.recordedAt) <= known)
      .map((each) =>
        each.retractedAt && Date.parse(each.retractedAt) > known ? { ...each, retractedAt: null } : each,
      ),
  )
  const now = projection(versions)
  const fields = now
    ? fieldChanges(then, now).map(({ field }) => keptFieldName(field) ?? `the ${wordOf(dealFields, field)}`)
    : []
  const authors = versions.filter((each) => Date.parse(each.recordedAt) > known).map((each) => each.actorUserId)
  const { rows } = await sql<{
    name: string
  }>`select name from auth."user" where id = any(${authors.filter((id) => id !== null)}::uuid[])`.execute(tx)
  const who = rows.map(({ name }) => name).join(' and ') || 'Somebody'
  return refusal(409, {
    code: 'changed-meanwhile',
    message: `${who} changed ${fields.length > 0 ? fields.join(', ') : 'this deal'} while you were editing.`,
    wayOut: 'Look at the new values, then make your change again.',
  })
}

async function validInstant({ tx, now }: Writing, day: string): Promise<string> {
  const { timeZone } = await readCompany(tx)
  const today = dayIn(timeZone, new Date(now))
  if (day > today) {
    throw refusal(400, {
      code: 'future',
      message: `A change cannot be true from ${day}, which is after today (${today}).`,
      wayOut: 'Leave the day out for a change from now on.',
    })
  }
  return day === today ? now : endOfDay(tx, day)
}

function tooEarly(day: string) {
  return refusal(400, {
    code: 'before-the-deal',
    message: `The history of this deal begins after ${day}.`,
    wayOut: 'Choose a later day.',
  })
}

async function stageOf(tx: Tx, id: string): Promise<StageFacts> {
  const { rows } = await sql<StageFacts & { into: string | null }>`select stage.id, stage.pipeline_id as "pipelineId",
    stage.outcome, stage.forecast_category as "forecastCategory", other.name as into
    from crm.stage stage left join crm.stage other on other.id = stage.merged_into where stage.id = ${id}`.execute(tx)
  const [stage] = rows
  if (!stage) throw unknown('stage', id)
  if (stage.into === null) return stage
  throw refusal(400, {
    code: 'merged-stage',
    message: `That stage was merged into ${stage.into}.`,
    wayOut: `Move the deal to ${stage.into}.`,
  })
}

async function refuseUnknown(tx: Tx, given: DealChanges): Promise<void> {
  const { rows } = await sql<{ noun: string; id: string }>`
    select 'account' as noun, ${given.accountId ?? null}::text as id
      where not exists (select from crm.account where id = ${given.accountId ?? null})
    union all select 'item', ${given.itemId ?? null} where not exists (select from company.item where id = ${given.itemId ?? null})
    union all select 'person', ${given.ownerId ?? null} where not exists (select from company.person where id = ${given.ownerId ?? null})
    union all select 'currency', ${given.currency ?? null} where not exists (select from company.currency where code = ${given.currency ?? null})`.execute(
    tx,
  )
  const missing = rows.find(({ id }) => id !== null)
  if (missing) throw unknown(missing.noun, missing.id)
  await refuseMergedAccount(tx, given.accountId)
}

function unknown(noun: string, id: string) {
  return refusal(400, { code: 'unknown', message: `There is no ${noun} ${id}.`, wayOut: 'Choose one that exists.' })
}

function refuseForeignOwner(scope: Scope, ownerId: string | null): void {
  if (scope.sees.deals === 'all' || (ownerId !== null && scope.sees.deals.includes(ownerId))) return
  throw refusal(403, {
    code: 'not-your-team',
    message: 'A deal can only be given to you or to a person who reports to you.',
    wayOut: 'Ask a sales manager or sales operations to hand it over.',
  })
}

function laterOf(a: string, b: string): string {
  return Date.parse(a) >= Date.parse(b) ? a : b
}

/** The audit says which fields of files changed, never what they say: that goes with the person it is about. */
function told(before: DealState, after: DealState) {
  const changes = fieldChanges(before, after)
  const said = (field: ChangedField, value: Change['to'], instead: string) =>
    value !== null && keptFieldName(field) !== undefined ? instead : value
  return {
    before: Object.fromEntries(changes.map(({ field, from }) => [field, said(field, from, 'one value')])),
    after: Object.fromEntries(changes.map(({ field, to }) => [field, said(field, to, 'another value')])),
  }
}

function audited(state: DealState) {
  return { ...onlyFields(dealFields, state), fields: state.fields && Object.keys(state.fields) }
}
