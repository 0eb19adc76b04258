import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { changesBetween, withChanges } from '#platform/fields.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { unlessTaken } from '../taken.ts'
import type { Territory } from './contract.ts'
import { allTerritories, refuseUnknownTerritory, territoryById } from './territories.sql.ts'
import { pathUp } from './tree.ts'

type Given = { name?: string | undefined; parentId?: string | null | undefined }

/** Adds a territory, at the root or below another. */
export async function addTerritory(work: Work, given: Given & { name: string }): Promise<Territory> {
  const id = newId()
  const parentId = given.parentId ?? null
  return unlessTaken({ noun: 'territory', value: given.name }, () =>
    transact(work, async ({ tx, now, audit, emit }) => {
      await refuseUnknownTerritory(tx, parentId)
      await sql`insert into company.territory (id, name, parent_id, created_at)
        values (${id}, ${given.name}, ${parentId}, ${now})`.execute(tx)
      await audit({
        command: 'company.add-territory',
        noun: 'territory',
        subjectId: id,
        summary: `Added the territory ${given.name}`,
        after: { name: given.name, parentId },
      })
      await emit('company.territory.changed', { territoryId: id })
      return territoryById(tx, id)
    }),
  )
}

/** Renames a territory or moves it, with all that lies in it, below another. */
export async function changeTerritory(work: Work, { id, ...given }: Given & { id: string }): Promise<Territory> {
  return unlessTaken({ noun: 'territory', value: given.name ?? '' }, () =>
    transact(work, async ({ tx, audit, emit }) => {
      await sql`select pg_advisory_xact_lock(hashtext('company.territory'))`.execute(tx)
      const { name, parentId } = await territoryById(tx, id)
      const before = { name, parentId }
      const after = withChanges(before, given)
      const changes = changesBetween(before, after)
      if (!changes) return territoryById(tx, id)
      await refuseUnknownTerritory(tx, after.parentId)
      await refuseCircle(tx, { id, name: after.name, parentId: after.parentId })
      await sql`update company.territory set name = ${after.name}, parent_id = ${after.parentId}
        where id = ${id}`.execute(tx)
      await audit({
        command: 'company.change-territory',
        noun: 'territory',
        subjectId: id,
        summary: `Changed the territory ${after.name}`,
        ...changes,
      })
      await emit('company.territory.changed', { territoryId: id })
      return territoryById(tx, id)
    }),
  )
}

async function refuseCircle(tx: Tx, moved: { id: string; name: string; parentId: string | null }): Promise<void> {
  const path = pathUp(await allTerritories(tx), moved.parentId)
  if (!path.some((step) => step.id === moved.id)) return
  throw refusal(409, {
    code: 'circle',
    message: `${moved.name} cannot lie in ${path[0]?.name}, which lies in ${moved.name} itself.`,
    wayOut: 'Choose a territory outside it.',
  })
}
