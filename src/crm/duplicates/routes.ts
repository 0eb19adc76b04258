import { readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { setApart, withdrawApart } from './apart.tx.ts'
import type { MergedNoun } from './candidates.ts'
import { apartPairs } from './comparables.sql.ts'
import { compared } from './compared.sql.ts'
import { duplicatesContract } from './contract.ts'
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
    return { fields, moves }
  })

  mount(duplicatesContract.mergeTwo, ({ scope, work, body }) => {
    refuseUnknownFields(body.noun, Object.keys(body.choices))
    return mergeTwo(work, scope, body)
  })

  mount(duplicatesContract.listMerges, async ({ workspace, scope, query: { noun } }) => ({
    merges: await mergesOf(workspace.db, scope, noun),
  }))

  mount(duplicatesContract.unmerge, ({ scope, work, params }) => unmerge(work, scope, params.id))
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
