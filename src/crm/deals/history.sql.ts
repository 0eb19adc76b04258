import { sql } from 'kysely'
import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import { namedColumnsOf } from '#platform/db/field-columns.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import { onlyFields } from '#platform/fields.ts'
import { formerStageNames, type NameThen } from '../stage-names.sql.ts'
import type { DealDetail, DealEvent, DealRow } from './contract.ts'
import { dealById } from './deals.sql.ts'
import { dealFields } from './fields.ts'
import {
  type ChangedField,
  type DealVersion,
  stageSinceAsOf,
  stateAsOf,
  type TimelineEntry,
  timeline,
} from './history.ts'

/** A version with who wrote and who retracted it. */
export type WrittenVersion = DealVersion & {
  actorUserId: string | null
  retractedBy: string | null
  reason: string | null
}

/** A deal with its story; with `asOf`, also as it was at the end of that day in the company's time zone. */
export async function dealDetail(
  db: Db,
  scope: Scope,
  input: {
    id: string
    asOf?: string | undefined
    knownAt?: string | undefined
    known?: 'now' | 'then' | undefined
    now: string
  },
): Promise<DealDetail | null> {
  const deal = await dealById(db, scope, input.id)
  if (!deal) return null
  const versions = await versionsOf(db, input.id)
  const [names, nameThen] = [await namesOf(db, versions), await formerStageNames(db)]
  const then = input.asOf ? await asOf(db, { ...input, versions, names, nameThen, day: input.asOf }) : null
  return {
    deal: then?.facts
      ? { ...deal, ...then.facts, ...(await stageFacts(db, then.facts.stageId)), stageSince: then.since }
      : deal,
    history: timeline(versions).map((entry) =>
      told(entry as Entry, { versions, names, nameThen, userId: scope.userId }),
    ),
    asOf: then && { day: then.day, knownAt: then.knownAt, facts: then.facts },
  }
}

/** What a stage says of the deals that stand in it. */
async function stageFacts(db: Db, stageId: string): Promise<Pick<DealRow, 'outcome' | 'pipelineId'>> {
  const { rows } = await sql<Pick<DealRow, 'outcome' | 'pipelineId'>>`
    select outcome, pipeline_id as "pipelineId" from crm.stage where id = ${stageId}`.execute(db)
  return rows[0]!
}

/** Every version of a deal, retracted ones included. */
export async function versionsOf(db: Db | Tx, dealId: string): Promise<WrittenVersion[]> {
  const { rows } = await sql<WrittenVersion>`
    select id, valid_at as "validAt", recorded_at as "recordedAt", retracted_at as "retractedAt", import_id as "importId",
      actor_user_id as "actorUserId", retracted_by as "retractedBy", reason, ${namedColumnsOf(dealFields, 'version')}
    from crm.deal_version version where deal_id = ${dealId} order by valid_at, recorded_at, id`.execute(db)
  return rows
}

type Entry = TimelineEntry & { version: WrittenVersion }
type Names = Map<string, string>

function told(
  entry: Entry,
  context: { versions: WrittenVersion[]; names: Names; nameThen: NameThen; userId: string },
): DealEvent {
  const { version } = entry
  const { names, nameThen, versions, userId } = context
  const called = (field: ChangedField, value: string | number | null) =>
    (field === 'stageId' && typeof value === 'string' && nameThen(value, version.recordedAt)) ||
    readable(field, value, names)
  return {
    id: version.id,
    validAt: version.validAt,
    recordedAt: version.recordedAt,
    who: named(names, version.actorUserId),
    byImport: version.importId !== null,
    reason: version.reason,
    currency: version.currency,
    isFirst: entry.isFirst,
    changes: entry.changes.map(({ field, from, to }) => ({
      field,
      from: called(field, from),
      to: called(field, to),
    })),
    lateDays: entry.lateDays,
    rewritesPast: entry.rewritesPast,
    retractedAt: version.retractedAt,
    retractedBy: named(names, version.retractedBy),
    canUndo: isOwnNewestEdit(version, { versions, userId }),
  }
}

/** Only the newest edit can be taken back, and only by who made it; imports are undone as a whole. */
export function isOwnNewestEdit(
  version: WrittenVersion,
  { versions, userId }: { versions: WrittenVersion[]; userId: string },
): boolean {
  const inForce = versions.filter((each) => each.retractedAt === null)
  const newest = inForce.every((each) => each.recordedAt <= version.recordedAt)
  return version.retractedAt === null && version.importId === null && version.actorUserId === userId && newest
}

const idFields: readonly ChangedField[] = ['accountId', 'itemId', 'ownerId', 'stageId']

function readable(field: ChangedField, value: string | number | null, names: Names): string | number | null {
  return idFields.includes(field) && typeof value === 'string' ? (names.get(value) ?? value) : value
}

function named(names: Names, id: string | null): string | null {
  return id === null ? null : (names.get(id) ?? null)
}

async function namesOf(db: Db, versions: WrittenVersion[]): Promise<Names> {
  const ids = (keyOf: (version: WrittenVersion) => (string | null)[]) => [
    ...new Set(versions.flatMap(keyOf).filter((id) => id !== null)),
  ]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from crm.account where id = any(${ids((each) => [each.accountId])}::uuid[])
    union all select id, name from company.item where id = any(${ids((each) => [each.itemId])}::uuid[])
    union all select id, name from company.person where id = any(${ids((each) => [each.ownerId])}::uuid[])
    union all select id, name from crm.stage where id = any(${ids((each) => [each.stageId])}::uuid[])
    union all select id, name from auth."user"
      where id = any(${ids((each) => [each.actorUserId, each.retractedBy])}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Without a day of knowing, all that is known counts. */
const endOfTime = '9999-12-31T00:00:00Z'

async function asOf(
  db: Db,
  asked: {
    versions: WrittenVersion[]
    names: Names
    nameThen: NameThen
    day: string
    knownAt?: string | undefined
    known?: 'now' | 'then' | undefined
    now: string
  },
): Promise<NonNullable<DealDetail['asOf']> & { since: string | null }> {
  const { versions, names, nameThen, day, now } = asked
  const validBy = await endOfDay(db, day)
  const knownAt = asked.knownAt ?? (asked.known === 'then' ? validBy : undefined)
  const by = { validBy, knownBy: knownAt ?? endOfTime }
  const state = stateAsOf(versions, by)
  const facts = state && {
    ...onlyFields(dealFields, state),
    accountName: named(names, state.accountId),
    itemName: named(names, state.itemId),
    ownerName: named(names, state.ownerId),
    stageName: (knownAt && nameThen(state.stageId, knownAt)) ?? names.get(state.stageId) ?? '',
  }
  const since = stageSinceAsOf(versions, by)
  return { day, knownAt: knownAt ?? now, facts: facts as NonNullable<DealDetail['asOf']>['facts'], since }
}

/** The last millisecond of a civil day of the company. */
export async function endOfDay(db: Db | Tx, day: string): Promise<string> {
  const { timeZone } = await readCompany(db)
  const { rows } = await sql<{ at: string }>`
    select ((${day}::date + 1)::timestamp at time zone ${timeZone}) - interval '1 millisecond' as at`.execute(db)
  return rows[0]!.at
}
