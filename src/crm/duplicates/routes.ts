import { readCompany } from '#company/profile.sql.ts'
import type { Scope } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { linesOfDeal } from '../deals/lines/lines.sql.ts'
import { setApart, withdrawApart } from './apart.tx.ts'
import type { MergedNoun } from './candidates.ts'
import { apartPairs } from './comparables.sql.ts'
import { compared } from './compared.sql.ts'
import { duplicatesContract, type PreviewLines } from './contract.ts'
import { mergedFields } from './fields.ts'
import { mergeTwo } from './merge.tx.ts'
import { fieldsBeside, mergesOf } from './merges.sql.ts'
import { countReferences } from './moved.tx.ts'
import { pairsToDecide } from './pairs.ts'
import { readSides } from './sides.tx.ts'
import { unmerge } from './unmerge.tx.ts'

/** Duplicates: pairs with their evidence, what is not the same, merges and their undoing. */
export function duplicatesRoutes(mount: Mount): void {
  mount(duplicatesContract.listDuplicates, async ({ workspace, scope, query: { noun, limit } }) => {
    const found = await compared(workspace, scope, noun)
    const { open, apart } = pairsToDecide(found.pairs, found.rows, await apartPairs(workspace.db, noun))
    const almostCertain = open.filter(({ certainty }) => certainty === 'almost certain').length
    return {
      noun,
      pairs: open.slice(0, limit),
      total: open.length,
      almostCertain,
      compared: found.compared,
      apart: apart.slice(0, limit),
      asOf: found.asOf,
      comparing: found.comparing,
    }
  })

  mount(duplicatesContract.setApart, async ({ scope, work, body }) => {
    await setApart(work, scope, body)
    return {}
  })

  mount(duplicatesContract.withdrawApart, async ({ scope, work, body }) => {
    await withdrawApart(work, scope, body)
    return {}
  })

  mount(duplicatesContract.previewMerge, async ({ workspace, scope, query: { noun, winner, loser } }) => {
    const { db, domains } = workspace
    const sides = await readSides(db, scope, { noun, winnerId: winner, loserId: loser })
    const { currency } = await readCompany(db)
    const fields = await fieldsBeside(db, { noun, sides, currency })
    const moves = await countReferences(db, { noun, id: loser }, domains)
    return { fields, lines: noun === 'deal' ? await linesBeside(db, scope, [winner, loser]) : null, moves }
  })

  mount(duplicatesContract.mergeTwo, ({ scope, work, body }) => {
    refuseUnknownFields(body.noun, [
      ...Object.keys(body.choices),
      ...(body.lines && body.noun !== 'deal' ? ['lines'] : []),
    ])
    return mergeTwo(work, scope, body)
  })

  mount(duplicatesContract.listMerges, async ({ workspace, scope, query: { noun } }) => ({
    merges: await mergesOf(workspace.db, scope, noun),
  }))

  mount(duplicatesContract.unmerge, ({ scope, work, params }) => unmerge(work, scope, params.id))
}

/** The products of two deals; null where neither has any. */
async function linesBeside(db: Db, scope: Scope, ids: [string, string]): Promise<PreviewLines | null> {
  const [winner, loser] = await Promise.all(ids.map((id) => sideOf(db, scope, id)))
  if (!winner || !loser || winner.lines.length + loser.lines.length === 0) return null
  return { winner, loser, suggested: winner.lines.length === 0 ? 'loser' : 'winner' }
}

async function sideOf(db: Db, scope: Scope, id: string): Promise<PreviewLines['winner'] | null> {
  const found = await linesOfDeal(db, scope, { id })
  if (!found) return null
  const lines = found.lines.map(({ itemName, quantity, amountMinor }) => ({ itemName, quantity, amountMinor }))
  return { lines, sumMinor: found.sumMinor, currency: found.currency }
}

function refuseUnknownFields(noun: MergedNoun, named: readonly string[]): void {
  const known = mergedFields[noun].map(({ field }) => field)
  const unknown = named.find((field) => !known.includes(field))
  if (unknown === undefined) return
  throw refusal(400, {
    code: 'unknown-field',
    message: `"${unknown}" is no field of a ${noun} that a merge chooses.`,
    wayOut: `Choose among ${known.join(', ')}.`,
  })
}
