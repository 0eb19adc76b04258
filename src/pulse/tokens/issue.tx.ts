import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { instantIn } from '#company/local-time.ts'
import type { Tx } from '#platform/db/pool.ts'
import { type Refusal, refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { blindSign } from './blind.ts'

export type Issued = { cellId: string; signature: string }
type Place = { cellId: string; blinded: Buffer | null; issued: boolean; key: string | null }
type Window = {
  opensAt: string
  closesAt: string
  closedAt: string | null
  day: string
  openHour: number
  timeZone: string
}

/**
 * Signs a blinded token for a person, once per round; the same blinded message again gets the same signature. Nothing is
 * audited and no time kept; all rows of the cell are rewritten in the order of their people, so that neither their place nor
 * their transaction tells who came first.
 */
export async function issueToken(
  work: Work,
  asked: { roundId: string; personId: string; blinded: Uint8Array },
): Promise<Issued> {
  const { roundId, personId } = asked
  const blinded = Buffer.from(asked.blinded)
  return transact(work, async ({ tx, now }) => {
    const place = await placeOf(tx, { roundId, personId, now })
    if (place.issued && !place.blinded?.equals(blinded)) throw issuedAlready()
    if (place.key === null) throw keyGone()
    const signature = blindSign(place.key, blinded)
    if (!signature)
      throw refusal(400, { code: 'not-blinded', message: 'This is no blinded message for the key of your cell.' })
    await sql`
      with gone as (delete from pulse.eligible where cell_id = ${place.cellId} returning *)
      insert into pulse.eligible (round_id, person_id, cell_id, time_zone, undeliverable, on_leave, issued, blinded, code_hash)
      select round_id, person_id, cell_id, time_zone, undeliverable, on_leave, issued or person_id = ${personId},
        case when person_id = ${personId} then ${blinded}::bytea else blinded end, code_hash
      from gone order by person_id`.execute(tx)
    return { cellId: place.cellId, signature: signature.toString('base64url') }
  })
}

/** Who a one-time code is for. */
export async function holderOf(
  work: Work,
  code: string,
): Promise<{ roundId: string; personId: string; cellId: string }> {
  const { rows } = await sql<{ roundId: string; personId: string; cellId: string }>`
    select round_id as "roundId", person_id as "personId", cell_id as "cellId" from pulse.eligible
    where code_hash = ${codeHash(code)}`.execute(work.workspace.db)
  if (!rows[0])
    throw refusal(404, {
      code: 'unknown-code',
      message: 'This code is not known, or was replaced by a newer one.',
      wayOut: 'Look for typing errors, or ask for a new code.',
    })
  return rows[0]
}

/** New one-time codes for members who did not use theirs; the database keeps their digests. */
export async function newCodes(
  work: Work,
  { roundId, personIds }: { roundId: string; personIds?: string[] | undefined },
) {
  return transact(work, async ({ tx, audit }) => {
    const { rows } = await sql<{ personId: string; name: string }>`select e.person_id as "personId", p.name
      from pulse.eligible e join company.person p on p.id = e.person_id join pulse.round r on r.id = e.round_id
      where e.round_id = ${roundId} and not e.issued and r.closed_at is null
        and (${personIds ?? null}::uuid[] is null or e.person_id = any(${personIds ?? null}::uuid[]))
        and (${personIds ?? null}::uuid[] is not null
          or not exists (select 1 from auth."user" u where u."personId" = e.person_id and u."disabledAt" is null))
      order by p.name, p.id`.execute(tx)
    const codes = rows.map((row) => ({ ...row, code: codeText() }))
    for (const { personId, code } of codes) {
      await sql`update pulse.eligible set code_hash = ${codeHash(code)} where round_id = ${roundId} and person_id = ${personId}`.execute(
        tx,
      )
    }
    await audit({
      command: 'pulse.make-codes',
      noun: 'round',
      subjectId: roundId,
      summary: `Made one-time codes for ${codes.length} people`,
    })
    return codes
  })
}

async function placeOf(
  tx: Tx,
  { roundId, personId, now }: { roundId: string; personId: string; now: string },
): Promise<Place> {
  const { rows: found } = await sql<{ cellId: string }>`select cell_id as "cellId" from pulse.eligible
    where round_id = ${roundId} and person_id = ${personId}`.execute(tx)
  if (!found[0])
    throw refusal(403, {
      code: 'not-asked',
      message: 'You are not among the people who are asked in this round.',
      wayOut: 'Whoever joins later is asked in the next round.',
    })
  await sql`select 1 from pulse.cell where id = ${found[0].cellId} for update`.execute(tx)
  const { rows } = await sql<Place & Window>`select e.cell_id as "cellId", e.blinded, e.issued, r.opens_at as "opensAt",
      r.closes_at as "closesAt", r.closed_at as "closedAt", r.day, r.open_hour as "openHour", e.time_zone as "timeZone",
      (select private_key from pulse.signing_key where cell_id = e.cell_id) as key
    from pulse.eligible e join pulse.round r on r.id = e.round_id
    where e.round_id = ${roundId} and e.person_id = ${personId}`.execute(tx)
  const place = rows[0]!
  refuseOutside(place, now)
  return place
}

function refuseOutside(window: Window, now: string): void {
  const opens = instantIn({ timeZone: window.timeZone, day: window.day, hour: window.openHour })
  if (now < opens)
    throw refusal(409, {
      code: 'not-open',
      message: `This round opens for you at ${opens}.`,
      wayOut: 'Come back then.',
    })
  if (window.closedAt !== null || now >= window.closesAt) throw roundOver(window.closedAt ?? window.closesAt)
}

function keyGone(): Refusal {
  return refusal(409, {
    code: 'key-gone',
    message: 'The key of this round is gone: no further token can be signed.',
    wayOut: 'Tokens that were signed before stay good until the close.',
  })
}

/** A round that is over takes nothing more. */
export function roundOver(at: string): Refusal {
  return refusal(409, {
    code: 'closed',
    message: `This round closed at ${at}. Nothing was counted.`,
    wayOut: 'The next round comes; what is urgent, tell your manager.',
  })
}

function issuedAlready(): Refusal {
  return refusal(409, {
    code: 'issued',
    message: 'Your token of this round was given to another browser already, and there is one per person.',
    wayOut:
      'Answer in the browser in which you first opened this round. A lost token cannot be made again, or one could answer twice.',
  })
}

function codeHash(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest()
}

/** 16 letters and digits that are not mistaken for each other: 80 random bits. */
function codeText(): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  return [...randomBytes(16)].map((byte, at) => `${at > 0 && at % 4 === 0 ? '-' : ''}${letters[byte % 32]}`).join('')
}
