import { sql } from 'kysely'
import { companyToday } from '#company/profile.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { nodeAt, seriesName } from '../node.ts'
import { type Grain, grains } from '../schema.ts'
import { applyOverrides } from './apply.tx.ts'
import type { SetOverride } from './contract.ts'
import { type KnownPart, knownParts, partName, placed } from './parts.sql.ts'

type Refused = { index: number; code: string; message: string; wayOut: string }
type Reply = { set: number; takenBack: number; awaitApproval: number; refused: Refused[] }

/** A change by more than this part of the statistical forecast awaits approval, unless its author may approve. */
const approvalAbove = 0.3

/** Sets numbers by hand, each replacing what stood for its node and period; what is wrong with one hinders no other. */
export async function setOverrides(
  work: Work,
  { grain, overrides, mayApprove }: { grain: Grain; overrides: readonly SetOverride[]; mayApprove: boolean },
): Promise<Reply> {
  return transact(work, async (writing) => {
    const { tx, audit, emit } = writing
    const today = await companyToday(tx, work.workspace.clock())
    const reply: Reply = { set: 0, takenBack: 0, awaitApproval: 0, refused: [] }
    const known = await forecastsOf(tx, { grain, overrides })
    const parts = await knownParts(work.workspace.db, { grain, overrides, today })
    for (const [index, given] of overrides.entries()) {
      const about = placed(given)
      const forecast = known.get(`${about.node} ${given.startsOn}`)
      const part = given.part === null ? null : (parts.get(partName(given)) ?? undefined)
      const refused = refusedFor(given, { forecast, part, grain, today })
      if (refused) {
        reply.refused.push({ index, ...refused })
        continue
      }
      await endStanding(writing, { grain, ...about, as: given.value === null ? 'withdrawn' : 'replaced' })
      if (given.value === null) {
        reply.takenBack++
        continue
      }
      const statistical = forecast!.mean * (part?.share ?? 1)
      const change = Math.abs(given.value - statistical)
      const needsApproval = !mayApprove && change > approvalAbove * Math.max(1, statistical)
      const { familyId } = forecast!
      await insert(writing, { grain, given, familyId, statistical, needsApproval, part: placeOf(part, given) })
      reply.set++
      if (needsApproval) reply.awaitApproval++
    }
    if (reply.set + reply.takenBack > 0) {
      await applyOverrides(tx, { grain, today })
      await audit({
        command: 'demand.override',
        noun: 'demand',
        summary: `Set ${reply.set} forecasts by hand, took ${reply.takenBack} back`,
        after: overrides.slice(0, 20),
      })
      await emit('demand.overrides.changed', { grain, set: reply.set, takenBack: reply.takenBack })
    }
    return reply
  })
}

/** Approves or refuses an override that awaits it; nobody approves their own. */
export async function decideOverride(
  work: Work,
  { id, approved }: { id: string; approved: boolean },
): Promise<{ approved: boolean }> {
  return transact(work, async ({ tx, now, actor, audit, emit }) => {
    const { rows } = await sql<{ grain: Grain; byId: string | null; startsOn: string; value: number }>`
      select grain, by_id as "byId", starts_on as "startsOn", value from demand.override
      where id = ${id} and ended_at is null and needs_approval and approved_at is null for update`.execute(tx)
    const found = rows[0]
    if (!found) {
      const message = 'This override does not await approval.'
      throw refusal(409, {
        code: 'nothing-to-decide',
        message,
        wayOut: 'Somebody may have decided, or replaced it, before.',
      })
    }
    if (found.byId === actor.id) {
      const message = 'Nobody approves an override of their own.'
      throw refusal(403, { code: 'own-override', message, wayOut: 'Ask somebody else who may approve.' })
    }
    if (approved) {
      await sql`update demand.override set approved_by = ${actor.id}, approved_by_name = ${actor.name}, approved_at = ${now}
        where id = ${id}`.execute(tx)
    } else {
      await sql`update demand.override set ended_at = ${now}, ended_by_name = ${actor.name}, ended_as = 'refused'
        where id = ${id}`.execute(tx)
    }
    await applyOverrides(tx, { grain: found.grain, today: await companyToday(tx, work.workspace.clock()) })
    const summary = `${approved ? 'Approved' : 'Refused'} ${found.value} units set by hand for the ${found.grain} from ${found.startsOn}`
    await audit({ command: 'demand.decide-override', noun: 'demand', subjectId: id, summary })
    await emit('demand.overrides.changed', { grain: found.grain })
    return { approved }
  })
}

/** Works out anew what overrides add, after new forecasts or another day. */
export async function renewEffects(work: Work): Promise<void> {
  await transact(work, async ({ tx, emit }) => {
    const today = await companyToday(tx, work.workspace.clock())
    const { rows } = await sql<{ any: boolean }>`
      select exists (select 1 from demand.override where ended_at is null) as any`.execute(tx)
    if (!rows[0]?.any) return
    for (const grain of grains) await applyOverrides(tx, { grain, today })
    await emit('demand.overrides.changed', {})
  })
}

type Known = { node: string; startsOn: string; mean: number; familyId: string | null }

function placeOf(part: KnownPart | null | undefined, { startsOn }: SetOverride) {
  return part ? { share: part.share, endsOn: part.endsOn.get(startsOn)! } : null
}

/** What the current forecast in units says of the nodes and periods. */
async function forecastsOf(
  tx: Tx,
  { grain, overrides }: { grain: Grain; overrides: readonly SetOverride[] },
): Promise<Map<string, Known>> {
  const nodes = [...new Set(overrides.map((each) => placed(each).node))]
  const { rows } = await sql<Known>`
    select f.node, x.starts_on as "startsOn", x.mean, f.family_id as "familyId"
    from demand.expected f join demand.run r on r.id = f.run_id
      and r.grain = ${grain} and r.measure = 'units' and r.standing = 'current',
      unnest(f.starts_on, f.mean) as x (starts_on, mean)
    where f.node = any(${nodes}::text[])`.execute(tx)
  return new Map(rows.map((row) => [`${row.node} ${row.startsOn}`, row]))
}

function refusedFor(
  { startsOn, expiresOn, node, part: asked, value }: SetOverride,
  {
    forecast,
    part,
    grain,
    today,
  }: { forecast: Known | undefined; part: KnownPart | null | undefined; grain: Grain; today: string },
): Omit<Refused, 'index'> | null {
  if (!forecast) {
    const message = `There is no forecast of ${node} for a ${grain} that starts on ${startsOn}.`
    return { code: 'no-forecast', message, wayOut: 'Use a node and a period of /api/demand/series.' }
  }
  if (part === undefined && value !== null) {
    const message = `${node} has no ${asked!.replace(':', ' ')} among its largest.`
    return { code: 'no-such-part', message, wayOut: 'Use a key of /api/demand/shares.' }
  }
  if (startsOn <= today) {
    const message = `The ${grain} from ${startsOn} has begun.`
    return { code: 'period-begun', message, wayOut: 'Only periods to come can be set by hand.' }
  }
  if (expiresOn !== null && expiresOn <= today) {
    return { code: 'expired', message: `${expiresOn} is past.`, wayOut: 'Choose a later day, or none.' }
  }
  return null
}

async function endStanding(
  { tx, now, actor }: Writing,
  {
    grain,
    node,
    part,
    startsOn,
    as,
  }: { grain: Grain; node: string; part: string | null; startsOn: string; as: 'replaced' | 'withdrawn' },
): Promise<void> {
  await sql`update demand.override set ended_at = ${now}, ended_by_name = ${actor.name}, ended_as = ${as}
    where grain = ${grain} and node = ${node} and part is not distinct from ${part} and starts_on = ${startsOn} and ended_at is null`.execute(
    tx,
  )
}

type Inserted = {
  grain: Grain
  given: SetOverride
  familyId: string | null
  statistical: number
  needsApproval: boolean
  /** For a part of the node: what it has of it, and when the period ends. */
  part: { share: number; endsOn: string } | null
}

async function insert(
  { tx, now, actor }: Writing,
  { grain, given, familyId, statistical, needsApproval, part }: Inserted,
): Promise<void> {
  const node = nodeAt(given.node, given.territory)
  await sql`insert into demand.override (id, grain, node, level, family_id, item_id, territory_id, part, share, ends_on, starts_on, value,
      statistical, reason, note, locked, expires_on, by_id, by_name, at, needs_approval)
    values (${newId()}, ${grain}, ${seriesName(node)}, ${node.level}, ${node.level === 'all' ? null : familyId}, ${node.itemId},
      ${node.territoryId}, ${given.part}, ${part?.share ?? null}, ${part?.endsOn ?? null}, ${given.startsOn}, ${given.value},
      ${statistical}, ${given.reason}, ${given.note}, ${given.locked}, ${given.expiresOn}, ${actor.id}, ${actor.name}, ${now},
      ${needsApproval})`.execute(tx)
}
