import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import type { ResourceFacts } from '../schema.ts'
import { keptWords } from './words.ts'

type Facts = z.infer<typeof ResourceFacts>
type Stored = Omit<Facts, 'stages' | 'segments' | 'families'> & { stages: string; segments: string; families: string }

/** Adds a resource and gives its id. */
export async function addResource(work: Work, facts: Partial<Facts> & Pick<Facts, 'name' | 'kind'>): Promise<string> {
  return transact(work, async (writing) => {
    const id = newId()
    const stored = checked({ ...blank, ...asStored(facts), name: facts.name, kind: facts.kind })
    await write(writing, { id, stored, isNew: true })
    await writing.audit({
      command: 'enablement.add-resource',
      noun: 'resource',
      subjectId: id,
      summary: `Added the ${facts.kind} ${facts.name}`,
      after: stored,
    })
    return id
  })
}

/** Changes what a resource says; the audit keeps what it said before. */
export async function changeResource(work: Work, id: string, facts: Partial<Facts>): Promise<void> {
  await transact(work, async (writing) => {
    const before = await storedResource(writing, id)
    const stored = checked({ ...before, ...asStored(facts) })
    await write(writing, { id, stored, isNew: false })
    await writing.audit({
      command: 'enablement.change-resource',
      noun: 'resource',
      subjectId: id,
      summary: `Changed the ${stored.kind} ${stored.name}`,
      before,
      after: stored,
    })
  })
}

/** Retires a resource, or brings a retired one back; says whether it is retired now. */
export async function retireResource(work: Work, id: string): Promise<boolean> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const { rows } = await sql<{ name: string; retired: boolean }>`
      update enablement.resource set ended_at = case when ended_at is null then ${now}::timestamptz end
      where id = ${id} returning name, ended_at is not null as retired`.execute(tx)
    if (!rows[0]) throw notFound('resource', id)
    const { name, retired } = rows[0]
    await audit({
      command: 'enablement.retire-resource',
      noun: 'resource',
      subjectId: id,
      summary: retired ? `Retired ${name}` : `Brought ${name} back`,
    })
    await emit('enablement.resource.changed', { resourceId: id })
    return retired
  })
}

/** Notes that somebody opened a resource. No line of the audit: opening changes nothing. */
export async function noteOpening(
  work: Work,
  { id, dealId, personId }: { id: string; dealId: string | null; personId: string | null },
): Promise<string> {
  return transact(work, async ({ tx, now, emit }) => {
    const openingId = newId()
    const { rows } = await sql`insert into enablement.opening (id, resource_id, person_id, deal_id, opened_at)
      select ${openingId}, resource.id, ${personId}::uuid, ${dealId}::uuid, ${now} from enablement.resource resource
      where resource.id = ${id} and resource.ended_at is null returning id`.execute(tx)
    if (rows.length === 0) throw notFound('resource', id)
    await emit('enablement.resource.opened', { resourceId: id })
    return openingId
  })
}

const blank: Omit<Stored, 'name' | 'kind'> = {
  version: '1',
  ownerId: null,
  validFrom: null,
  validUntil: null,
  link: null,
  body: null,
  stages: '',
  segments: '',
  families: '',
  certification: null,
  certifiedDays: null,
}

function asStored({ stages, segments, families, ...facts }: Partial<Facts>): Partial<Stored> {
  return {
    ...facts,
    ...(stages && { stages: keptWords(stages) }),
    ...(segments && { segments: keptWords(segments) }),
    ...(families && { families: keptWords(families) }),
  }
}

function checked(stored: Stored): Stored {
  const { validFrom, validUntil, kind, certification } = stored
  if (validFrom && validUntil && validUntil < validFrom) {
    throw refusal(400, {
      code: 'ends-before-start',
      message: `The resource would be valid from ${validFrom} until ${validUntil}, which holds no day.`,
      wayOut: 'Let it end on the day it begins, or later.',
    })
  }
  if (certification !== null && kind !== 'course') {
    throw refusal(400, {
      code: 'no-course',
      message: `A ${kind} cannot certify "${certification}": nobody completes it.`,
      wayOut: 'Make it a course, or leave the certification empty.',
    })
  }
  return stored
}

async function write(
  { tx, now, emit }: Writing,
  { id, stored, isNew }: { id: string; stored: Stored; isNew: boolean },
): Promise<void> {
  const { name, kind, version, ownerId, validFrom, validUntil, link, body } = stored
  const { stages, segments, families, certification, certifiedDays } = stored
  const { rows } = await sql<{ id: string }>`
    insert into enablement.resource (id, name, kind, version, owner_id, valid_from, valid_until, link, body, stages, segments, families,
      certification, certified_days, created_at)
    values (${id}, ${name}, ${kind}, ${version}, ${ownerId}, ${validFrom}, ${validUntil}, ${link}, ${body}, ${stages}, ${segments},
      ${families}, ${certification}, ${certifiedDays}, ${now})
    on conflict (id) do update set name = excluded.name, kind = excluded.kind, version = excluded.version, owner_id = excluded.owner_id,
      valid_from = excluded.valid_from, valid_until = excluded.valid_until, link = excluded.link, body = excluded.body,
      stages = excluded.stages, segments = excluded.segments, families = excluded.families,
      certification = excluded.certification, certified_days = excluded.certified_days
    where ${!isNew}::boolean returning id`
    .execute(tx)
    .catch((error) => {
      throw (error as { code?: string }).code === '23505' ? taken(name) : error
    })
  if (rows.length === 0) throw notFound('resource', id)
  await emit('enablement.resource.changed', { resourceId: id })
}

async function storedResource({ tx }: Writing, id: string): Promise<Stored> {
  const { rows } = await sql<Stored>`select name, kind, version, owner_id as "ownerId", valid_from as "validFrom",
      valid_until as "validUntil", link, body, stages, segments, families, certification, certified_days as "certifiedDays"
    from enablement.resource where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw notFound('resource', id)
  return rows[0]
}

function taken(name: string) {
  return refusal(409, {
    code: 'name-taken',
    message: `There is a resource named "${name}" already.`,
    wayOut: 'Change the one that is there, or choose another name.',
  })
}
