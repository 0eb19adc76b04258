import { sql } from 'kysely'
import { changesBetween, withChanges } from '#platform/fields.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { unlessTaken } from '../taken.ts'
import { refuseUnknownTerritory } from '../territories/territories.sql.ts'
import type { Site, SiteKind } from './contract.ts'
import { siteById } from './sites.sql.ts'

type Given = { name?: string | undefined; kind?: SiteKind | undefined; territoryId?: string | null | undefined }

/** Adds a site. */
export async function addSite(work: Work, given: Given & { name: string; kind: SiteKind }): Promise<Site> {
  const id = newId()
  const { name, kind, territoryId = null } = given
  return unlessTaken({ noun: 'site', value: name }, () =>
    transact(work, async ({ tx, now, audit, emit }) => {
      await refuseUnknownTerritory(tx, territoryId)
      await sql`insert into company.site (id, name, kind, territory_id, created_at)
        values (${id}, ${name}, ${kind}, ${territoryId}, ${now})`.execute(tx)
      await audit({
        command: 'company.add-site',
        noun: 'site',
        subjectId: id,
        summary: `Added the site ${name}`,
        after: { name, kind, territoryId },
      })
      await emit('company.site.changed', { siteId: id })
      return siteById(tx, id)
    }),
  )
}

/** Changes the name, kind or territory of a site. */
export async function changeSite(work: Work, { id, ...given }: Given & { id: string }): Promise<Site> {
  return unlessTaken({ noun: 'site', value: given.name ?? '' }, () =>
    transact(work, async ({ tx, audit, emit }) => {
      await sql`select from company.site where id = ${id} for update`.execute(tx)
      const site = await siteById(tx, id)
      const before = { name: site.name, kind: site.kind, territoryId: site.territory?.id ?? null }
      const after = withChanges(before, given)
      const changes = changesBetween(before, after)
      if (!changes) return site
      await refuseUnknownTerritory(tx, after.territoryId)
      await sql`update company.site set name = ${after.name}, kind = ${after.kind}, territory_id = ${after.territoryId}
        where id = ${id}`.execute(tx)
      await audit({
        command: 'company.change-site',
        noun: 'site',
        subjectId: id,
        summary: `Changed the site ${after.name}`,
        ...changes,
      })
      await emit('company.site.changed', { siteId: id })
      return siteById(tx, id)
    }),
  )
}
