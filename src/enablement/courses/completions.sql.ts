import { sql } from 'kysely'
import type { z } from 'zod'
import type { Scope } from '#platform/auth/scope.ts'
import { ownedBy } from '#platform/auth/visible.ts'
import type { Db } from '#platform/db/pool.ts'
import type { Certificate, Completion } from '../schema.ts'
import { certificateState, expiryOf } from './certificate.ts'

type Asked = { scope: Scope; course?: string | undefined; person?: string | undefined }
type Row = Omit<z.infer<typeof Completion>, 'expiresOn'> & { validDays: number | null }

/** A page of completions, newest first. */
export async function completionsPage(
  db: Db,
  { limit, offset, ...asked }: Asked & { limit: number; offset: number },
): Promise<{ completions: z.infer<typeof Completion>[]; total: number }> {
  const { rows } = await sql<Row>`select ${columns} ${found(asked)}
    order by completion.completed_on desc, completion.id limit ${limit} offset ${offset}`.execute(db)
  const count = await sql<{ total: number }>`select count(*)::int as total ${found(asked)}`.execute(db)
  return {
    completions: rows.map(({ validDays, ...row }) => ({
      ...row,
      expiresOn: row.certification === null ? null : expiryOf({ ...row, validDays }),
    })),
    total: count.rows[0]!.total,
  }
}

/** The certification of each person in each certifying course, from the latest completion, soonest to expire first. */
export async function certificatesOn(
  db: Db,
  { today, ...asked }: Asked & { today: string },
): Promise<z.infer<typeof Certificate>[]> {
  const { rows } = await sql<Row>`select distinct on (person.id, course.id) ${columns} ${found(asked)}
    and course.certification is not null and course.ended_at is null and (person.left_on is null or person.left_on >= ${today}::date)
    order by person.id, course.id, completion.completed_on desc`.execute(db)
  return rows
    .map(({ person, course, certification, completedOn, validDays }) => {
      const expiresOn = expiryOf({ completedOn, validDays })
      const state = certificateState({ expiresOn, today })
      return { person, course, certification: certification!, completedOn, expiresOn, state }
    })
    .sort((a, b) => (a.expiresOn ?? '9999').localeCompare(b.expiresOn ?? '9999') || byName(a, b))
}

const columns = sql`completion.id, json_build_object('id', course.id, 'name', course.name) as course,
  json_build_object('id', person.id, 'name', person.name) as person, completion.completed_on as "completedOn",
  completion.score::float8 as score, course.certification, course.certified_days as "validDays"`

function found({ scope, course, person }: Asked) {
  return sql`from enablement.completion completion join enablement.resource course on course.id = completion.course_id
    join company.person person on person.id = completion.person_id
    where completion.ended_at is null and person.erased_at is null and ${ownedBy(scope.sees.quotas, sql.ref('person.id'))}
      and (${course ?? null}::uuid is null or course.id = ${course ?? null}::uuid)
      and (${person ?? null}::uuid is null or person.id = ${person ?? null}::uuid)`
}

function byName(a: z.infer<typeof Certificate>, b: z.infer<typeof Certificate>): number {
  return a.person.name.localeCompare(b.person.name)
}
