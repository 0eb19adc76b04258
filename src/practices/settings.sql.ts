import { sql } from 'kysely'
import type { Db } from '#platform/db/pool.ts'
import { checks } from './checks/catalogue.ts'
import type { Bounds } from './checks/check.ts'
import { type Part, roles } from './roles/roles.ts'
import type { AssignedPart } from './schema.ts'
import { boundsKey, type Exemption, type Settings } from './scorecard.ts'

/** What people set about checks, over what the catalogue proposes. */
export async function readSettings(db: Db): Promise<Settings> {
  const [bounds, exemptions, assigned] = await Promise.all([
    sql<{ checkKey: string; ofSecond: boolean } & Bounds>`
      select check_key as "checkKey", of_second as "ofSecond", green, red from practices.threshold where ended_at is null`.execute(
      db,
    ),
    sql<Exemption>`
      select check_key as "checkKey", because, said.name as "saidBy" from practices.exemption exemption
      left join auth."user" said on said.id = exemption.said_by where exemption.ended_at is null`.execute(db),
    assignedParts(db),
  ])
  return {
    bounds: new Map(bounds.rows.map(({ green, red, ...of }) => [boundsKey(of), { green, red }])),
    exemptions: new Map(exemptions.rows.map((each) => [each.checkKey, each])),
    assigned,
  }
}

/** Who has which part in each check, now or at an instant: the catalogue's owner is accountable until somebody says otherwise. */
export async function assignedParts(db: Db, at?: Date): Promise<AssignedPart[]> {
  const stands = at ? sql`set_at <= ${at} and (ended_at is null or ended_at > ${at})` : sql`ended_at is null`
  const { rows } = await sql<{ checkKey: string; role: string; part: Part | null }>`
    select check_key as "checkKey", role, part from practices.assignment where ${stands}`.execute(db)
  const said = new Map(rows.map(({ checkKey, role, part }) => [`${checkKey} ${role}`, part]))
  return checks.flatMap(({ key, owner }) =>
    roles.flatMap(({ key: role }) => {
      const own = said.get(`${key} ${role}`)
      const part = own === undefined ? (role === owner ? 'accountable' : null) : own
      return part === null ? [] : [{ checkKey: key, role, part, changed: own !== undefined }]
    }),
  )
}

/** The bounds of a check over time, newest first. */
export async function thresholdVersions(db: Db, checkKey: string) {
  type Version = { id: string; ofSecond: boolean; setBy: string | null; setAt: string; endedAt: string | null } & Bounds
  const { rows } = await sql<Version>`
    select threshold.id, of_second as "ofSecond", green, red, setter.name as "setBy", set_at as "setAt", ended_at as "endedAt"
    from practices.threshold threshold left join auth."user" setter on setter.id = threshold.set_by
    where check_key = ${checkKey} order by set_at desc limit 50`.execute(db)
  return rows
}
