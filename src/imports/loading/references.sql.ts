import type { FiscalCalendar } from '@drumbeat/periods'
import { type RawBuilder, sql } from 'kysely'
import { companyProfile } from '#company/profile.sql.ts'
import { fiscalCalendarOf } from '#company/schema.ts'
import type { Db, Tx } from '#platform/db/pool.ts'
import type { Domain } from '#platform/domain.ts'
import { type FileKind, fieldOf, type Noun } from '#platform/importing/file-kind.ts'
import type { Mapping } from '#platform/importing/mapping.ts'
import { type Directory, directoryOf, type Known, type KnownAlias } from '../checking/directory.ts'
import { nounOf } from '../kinds.ts'

/** The company's own settings, as far as reading a file needs them. */
export type CompanySettings = {
  currency: string
  timeZone: string
  calendar: FiscalCalendar
  minorDigits: Map<string, number>
}

/** Reads currency, time zone and the currencies known. */
export async function companySettings(db: Db | Tx): Promise<CompanySettings> {
  const profile = await companyProfile(db)
  const { currency, timeZone } = profile
  const currencies = await sql<{ code: string; digits: number }>`
    select code, minor_digits as digits from company.currency`.execute(db)
  const minorDigits = new Map(currencies.rows.map((row) => [row.code, row.digits]))
  return { currency, timeZone, calendar: fiscalCalendarOf(profile), minorDigits }
}

/** The directories a mapping needs to find what its rows refer to, by noun. */
export async function directoriesFor(
  db: Db | Tx,
  input: { kind: FileKind; mapping: Mapping; domains: readonly Domain[]; newId: () => string },
): Promise<Map<string, Directory>> {
  const { kind, mapping, domains, newId } = input
  const directories = new Map<string, Directory>()
  for (const field of [...mapping.columns.map((each) => each.field), ...Object.keys(mapping.constants)]) {
    const noun = field ? fieldOf(kind, field).noun : undefined
    if (noun && !directories.has(noun)) directories.set(noun, await directory(db, nounOf(domains, noun), newId))
  }
  return directories
}

/** The headers under which columns of files of some kinds were kept before, by kind. */
export async function keptHeaders(db: Db, kinds: readonly FileKind[]): Promise<Map<string, ReadonlySet<string>>> {
  const found = new Map<string, ReadonlySet<string>>()
  for (const { name, keeps } of kinds) {
    if (!keeps) continue
    const column = sql.ref(keeps.column)
    const { rows } = await sql<{ header: string }>`select distinct jsonb_object_keys(${column}) as header
      from ${sql.table(keeps.table)} where ${column} is not null`.execute(db)
    found.set(name, new Set(rows.map(({ header }) => header)))
  }
  return found
}

/** The directory of one noun as the workspace stands. */
export async function directory(db: Db | Tx, noun: Noun, newId: () => string): Promise<Directory> {
  const key = noun.key ? sql.ref(noun.key) : sql`null`
  const live = noun.live ? sql`where ${sql.raw(noun.live)}` : sql``
  const id = noun.mergedInto ? sql`coalesce(${sql.ref(noun.mergedInto)}, id)` : sql`id`
  const known = await sql<Known>`select ${id} as id, name, ${key} as key from ${sql.table(noun.table)} ${live}`.execute(
    db,
  )
  const aliases = await sql<KnownAlias>`
    select key_name as "keyName", value, subject_id as id from imports.alias where noun = ${noun.noun}`.execute(db)
  return directoryOf({ noun, known: known.rows, aliases: aliases.rows, newId })
}

/** SQL for the thing that a value names: by its key, by the key that the column is called for, or by name. */
export function finderIn(domains: readonly Domain[], headerOf: (column: string) => string) {
  return (name: string, value: RawBuilder<unknown>, column: string): RawBuilder<unknown> => {
    const noun = nounOf(domains, name)
    const table = sql.table(noun.table)
    const id = noun.mergedInto ? sql`coalesce(t.${sql.ref(noun.mergedInto)}, t.id)` : sql`t.id`
    const byKey = noun.key ? sql`(select ${id} from ${table} t where t.${sql.ref(noun.key)} = ${value}),` : sql``
    return sql`coalesce(${byKey}
      (select a.subject_id from imports.alias a where a.noun = ${name} and a.value = ${value}
        and right(${headerOf(column)}::text, length(a.key_name)) = a.key_name order by length(a.key_name) desc limit 1),
      (select ${id} from ${table} t where lower(t.name) = lower(${value}) order by t.created_at, t.id limit 1))`
  }
}
