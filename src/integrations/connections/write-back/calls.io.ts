import { readCompany } from '#company/profile.sql.ts'
import { type Found, Refused } from '../source.ts'
import { type PendingCall, pendingCalls, unsureCalls } from './calls.sql.ts'
import { type Line, lineOf, noteLines, settleLines, takeBackLines } from './journal.tx.ts'
import type { Writing, WroteBack } from './write-back.io.ts'

/**
 * Writes calls that were written down here to the CRM, each once: a line is noted before it is sent, and each call carries its
 * own id, so that after a crash those that arrived are found there and no second one is made.
 */
export async function writeCalls(writing: Writing): Promise<WroteBack> {
  const { work, linked, writer, isAsked, isDryRun } = writing
  const total: WroteBack = { written: 0, left: 0, refused: 0, found: [] }
  total.written += await settleUnsure(writing)
  if (!linked.writes.fields.includes('calls')) return total
  const { db } = work.workspace
  const { timeZone } = await readCompany(db)
  const pending = await pendingCalls(db, { id: linked.id, kind: linked.kind, isAsked, timeZone })
  for (let at = 0; at < pending.length; at += writer.calls.atOnce) {
    const some = pending.slice(at, at + writer.calls.atOnce)
    const lines = some.map((call) => callLine(call, isDryRun))
    await noteLines(work, { connectionId: linked.id, lines })
    if (isDryRun) total.written += lines.length
    else {
      const stopped = await send(writing, { calls: some, lines, total })
      if (stopped) return { ...total, found: [stopped] }
    }
  }
  return total
}

function callLine({ id, dealId, deal, day, recordedAt }: PendingCall, isDryRun: boolean): Line {
  const call = {
    dealId,
    outsideId: deal,
    field: 'call',
    ours: day,
    base: null,
    editedAt: recordedAt,
    activityId: id,
  } as const
  return lineOf(call, { there: null, state: isDryRun ? 'would be written' : 'being written', says: '' })
}

async function send(
  { work, writer }: Writing,
  { calls, lines, total }: { calls: readonly PendingCall[]; lines: readonly Line[]; total: WroteBack },
): Promise<Found | undefined> {
  try {
    const answers = await writer.calls.write(calls)
    const done = lines.flatMap(({ id, activityId }) => {
      const answer = answers.get(activityId!) ?? 'later'
      return answer === 'later' ? [] : [{ id, refused: answer === 'written' ? null : answer.refused }]
    })
    await settleLines(work, { system: writer.system, done })
    const settled = new Set(done.map(({ id }) => id))
    const rest = lines.flatMap(({ id }) => (settled.has(id) ? [] : [id]))
    await takeBackLines(work, rest)
    total.refused += done.filter(({ refused }) => refused !== null).length
    total.written += done.filter(({ refused }) => refused === null).length
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const ids = lines.map(({ id }) => id)
    await takeBackLines(work, ids)
    return { kind: 'may not write', about: `${writer.system}, calls`, says: error.message }
  }
}

/** Calls that a crash cut off: those that are found there arrived, the others are sent again. */
async function settleUnsure({ work, linked, writer }: Writing): Promise<number> {
  const unsure = await unsureCalls(work.workspace.db, linked.id)
  let arrived = 0
  for (let at = 0; at < unsure.length; at += writer.calls.atOnce) {
    const some = unsure.slice(at, at + writer.calls.atOnce)
    const there = await writer.calls.look([...new Set(some.map(({ outsideId }) => outsideId))])
    const came = some.filter(({ activityId }) => there.has(activityId))
    await settleLines(work, { system: writer.system, done: came.map(({ id }) => ({ id, refused: null })) })
    const ids = some.map(({ id }) => id)
    await takeBackLines(work, ids)
    arrived += came.length
  }
  return arrived
}
