import type { Moment } from './deal-life.ts'
import type { Random } from './random.ts'

/** A moment as the CRM holds it: when it was recorded, why, and whether it was taken back later. */
export type Entry = Moment & { recordedAt: number; reason: string | null; retractedAt: number | null }

const day = 86_400_000

/**
 * Records the moments of a deal. Most go in within hours, some days late; now and then an entry is wrong at first and put
 * right later (same valid time, later record), or belongs to another deal and is retracted. Nothing is recorded after `until`.
 */
export function recordDeal(input: { moments: Moment[]; lateShare: number; until: number; random: Random }): Entry[] {
  const { moments, lateShare, until, random } = input
  const entries: Entry[] = []
  let latest = 0
  for (const [index, moment] of moments.entries()) {
    const late = index > 0 && random.chance(lateShare)
    const delay = late ? random.between({ from: 1, to: 8 }) * day : random.uniform() ** 2 * 3 * 3_600_000
    const recordedAt = Math.max(latest + 1000, Math.round((moment.validAt + delay) / 1000) * 1000)
    if (recordedAt > until) break
    entries.push({ ...moment, recordedAt, reason: null, retractedAt: null })
    latest = recordedAt
  }
  if (random.chance(0.04)) correctOne({ entries, until, random })
  if (random.chance(0.012)) retractOne({ entries, until, random })
  return entries
}

/** Puts a mistake before an entry: the mistake is what was recorded first, the entry what was recorded days later. */
function correctOne(input: { entries: Entry[]; until: number; random: Random }): void {
  const { entries, until, random } = input
  const index = random.whole(entries.length)
  const right = entries[index]!
  const room = (entries[index + 1]?.recordedAt ?? until) - right.recordedAt
  if (room < 3 * day) return
  const wrongAmount = right.closedOn !== null || random.chance(0.6)
  const wrong = {
    ...right,
    ...(wrongAmount ? { amount: typingError(right.amount, random) } : { expectedClose: right.expectedClose + 365 }),
  }
  const recordedAt = right.recordedAt + Math.round(random.between({ from: 0.3, to: 0.8 }) * Math.min(room, 20 * day))
  const reason = wrongAmount ? 'Amount corrected after a check against the offer' : 'Expected close had the wrong year'
  entries.splice(index, 1, wrong, { ...right, recordedAt, reason })
}

function typingError(amount: number, random: Random): number {
  return random.chance(0.3) ? amount * 10 : Math.round((amount * random.between({ from: 0.75, to: 1.3 })) / 100) * 100
}

/** Adds an entry meant for another deal, which is taken back a few days later. */
function retractOne(input: { entries: Entry[]; until: number; random: Random }): void {
  const { entries, until, random } = input
  const index = random.whole(entries.length)
  const before = entries[index]!
  const next = entries[index + 1]?.recordedAt ?? until
  const nextValid = entries[index + 1]?.validAt ?? until
  if (before.closedOn !== null || Math.min(next, nextValid) - before.recordedAt < 4 * day) return
  const at = before.recordedAt + day
  const retractedAt = at + Math.round(random.uniform() * 2 * day)
  const amount = Math.round((before.amount * random.between({ from: 1.5, to: 3 })) / 100) * 100
  entries.splice(index + 1, 0, {
    ...before,
    validAt: at,
    recordedAt: at,
    amount,
    reason: 'Entered on the wrong deal',
    retractedAt,
  })
}

/** The entry that stands: the newest by valid time, then recorded time, that was not retracted. */
export function standing(entries: readonly Entry[]): Entry {
  const live = entries.filter((entry) => entry.retractedAt === null)
  return live.reduce((best, entry) =>
    entry.validAt > best.validAt || (entry.validAt === best.validAt && entry.recordedAt > best.recordedAt)
      ? entry
      : best,
  )
}
