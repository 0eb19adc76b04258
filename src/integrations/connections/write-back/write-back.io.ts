import type { Work } from '#platform/transaction.ts'
import type { Linked } from '../linked.ts'
import { type Found, Refused, type There, type Writer } from '../source.ts'
import { forgetDryRun, type Line, lineOf, noteLines, settleLines, takeBackLines } from './journal.tx.ts'
import { pendingWrites, unsureWrites } from './pending.sql.ts'
import { digestOf, type Pending, verdictOf } from './write.ts'

/** A connection that is written back to. */
export type Writing = {
  work: Work
  linked: Linked
  writer: Writer
  isAsked: boolean
  isDryRun: boolean
}

/** How many fields were written, left and refused, and what is to be mended before any can be. */
export type WroteBack = { written: number; left: number; refused: number; found: Found[] }

export const nothingBack: WroteBack = { written: 0, left: 0, refused: 0, found: [] }

/**
 * Writes fields that were edited here back to the other system, before it is read again: so that what is written comes back
 * as what is here already. Each line is noted before it is sent; a crash is settled by looking what stands there.
 */
export async function writeBack(writing: Writing): Promise<WroteBack> {
  const { work, linked, writer, isAsked, isDryRun } = writing
  const total: WroteBack = { written: 0, left: 0, refused: 0, found: [] }
  await forgetDryRun(work, linked.id)
  total.written += await settleUnsure(writing)
  const { fields } = linked.writes
  if (fields.length === 0) return total
  const pending = await pendingWrites(work.workspace.db, { id: linked.id, kind: linked.kind, fields, isAsked })
  const byDeal = Map.groupBy(pending, ({ outsideId }) => outsideId)
  const ids = [...byDeal.keys()]
  for (let at = 0; at < ids.length; at += writer.atOnce) {
    const some = ids.slice(at, at + writer.atOnce)
    const there = await writer.look(some)
    const lines = some.flatMap((id) => linesOf(byDeal.get(id) ?? [], there.get(id), writing))
    const toSend = lines.filter(({ state }) => state === 'being written')
    await noteLines(work, { connectionId: linked.id, lines })
    total.left += lines.filter(({ state }) => state === 'left').length
    if (isDryRun) total.written += lines.filter(({ state }) => state === 'would be written').length
    if (toSend.length === 0) continue
    const stopped = await send(writing, toSend, total)
    if (stopped) return { ...total, found: [stopped] }
  }
  return total
}

function linesOf(pending: readonly Pending[], there: There | undefined, { linked, writer, isDryRun }: Writing): Line[] {
  return pending.flatMap((each) => {
    const { what, there: said, says } = verdictOf(each, there, { rule: linked.writes.rule, system: writer.system })
    if (what === 'same') return []
    const state =
      what === 'write' ? (isDryRun ? 'would be written' : 'being written') : isDryRun ? 'would be left' : 'left'
    return [lineOf(each, { there: said, state, says })]
  })
}

async function send({ work, writer }: Writing, lines: Line[], total: WroteBack): Promise<Found | undefined> {
  const byDeal = Map.groupBy(lines, ({ outsideId }) => outsideId)
  const rows = [...byDeal].map(([id, fields]) => ({
    id,
    to: Object.fromEntries(fields.map(({ field, ours }) => [field, ours])),
  }))
  try {
    const answers = await writer.write(rows)
    const done = lines.flatMap(({ id, outsideId }) => {
      const answer = answers.get(outsideId)
      return answer === undefined || answer === 'later'
        ? []
        : [{ id, refused: answer === 'written' ? null : answer.refused }]
    })
    await settleLines(work, { system: writer.system, done })
    const settled = new Set(done.map(({ id }) => id))
    await takeBackLines(
      work,
      lines.flatMap(({ id }) => (settled.has(id) ? [] : [id])),
    )
    total.written += done.filter(({ refused }) => refused === null).length
    total.refused += done.filter(({ refused }) => refused !== null).length
    return undefined
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    await takeBackLines(
      work,
      lines.map(({ id }) => id),
    )
    return { kind: 'may not write', about: writer.system, says: error.message }
  }
}

/** Lines that a crash cut off: what stands there tells whether they arrived. */
async function settleUnsure({ work, linked, writer }: Writing): Promise<number> {
  const unsure = await unsureWrites(work.workspace.db, linked.id)
  let arrived = 0
  for (let at = 0; at < unsure.length; at += writer.atOnce) {
    const some = unsure.slice(at, at + writer.atOnce)
    const there = await writer.look([...new Set(some.map(({ outsideId }) => outsideId))])
    const came = some.filter(({ outsideId, field, digest }) => {
      const says = there.get(outsideId)?.says[field]
      return says !== undefined && digestOf(says) === digest
    })
    await settleLines(work, { system: writer.system, done: came.map(({ id }) => ({ id, refused: null })) })
    await takeBackLines(
      work,
      some.map(({ id }) => id),
    )
    arrived += came.length
  }
  return arrived
}
