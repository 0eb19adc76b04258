import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db/pool.ts'
import { type Directory, directoryOf, type Known, type KnownAlias } from '../../checking/directory.ts'
import { fieldOf } from '../../recognise/fields.ts'
import type { Mapping, ReferenceNoun } from '../../schema.ts'

/** The company's own settings, as far as reading a file needs them. */
export type CompanySettings = { currency: string; timeZone: string; minorDigits: Map<string, number> }

/** Reads currency, time zone and the currencies known. */
export async function companySettings(db: Db | Tx): Promise<CompanySettings> {
  const profile = await sql<{ currency: string; timeZone: string }>`
    select currency, time_zone as "timeZone" from company.profile`.execute(db)
  const currencies = await sql<{ code: string; digits: number }>`
    select code, minor_digits as digits from company.currency`.execute(db)
  return {
    currency: profile.rows[0]?.currency ?? 'USD',
    timeZone: profile.rows[0]?.timeZone ?? 'UTC',
    minorDigits: new Map(currencies.rows.map((row) => [row.code, row.digits])),
  }
}

/** The directories a mapping needs to find what its rows refer to. */
export async function directoriesFor(
  db: Db | Tx,
  input: { mapping: Mapping; newId: () => string },
): Promise<Partial<Record<string, Directory>>> {
  const nouns = new Set<ReferenceNoun>()
  for (const column of [...input.mapping.columns.map((each) => each.field), ...Object.keys(input.mapping.constants)]) {
    const noun = column ? fieldOf(input.mapping.kind, column).noun : undefined
    if (noun) nouns.add(noun)
  }
  const directories: Partial<Record<string, Directory>> = {}
  for (const noun of nouns) directories[noun] = await directory(db, noun, input.newId)
  return directories
}

/** The directory of one noun as the workspace stands. */
export async function directory(db: Db | Tx, noun: ReferenceNoun, newId: () => string): Promise<Directory> {
  const known = await knownOf(db, noun)
  const aliases = await sql<KnownAlias>`
    select key_name as "keyName", value, subject_id as id from imports.alias where noun = ${noun}`.execute(db)
  return directoryOf({ noun, known, aliases: aliases.rows, newId })
}

async function knownOf(db: Db | Tx, noun: ReferenceNoun): Promise<Known[]> {
  switch (noun) {
    case 'item':
      return (await sql<Known>`select id, name, code as key from company.item`.execute(db)).rows
    case 'person':
      return (
        await sql<Known>`select id, name, external_id as key from company.person where erased_at is null`.execute(db)
      ).rows
    case 'account':
      return (await sql<Known>`select id, name, external_id as key from crm.account`.execute(db)).rows
    case 'territory':
      return (await sql<Known>`select id, name, null as key from company.territory`.execute(db)).rows
    case 'family':
      return (await sql<Known>`select id, name, null as key from company.family`.execute(db)).rows
    case 'deal':
      return (await sql<Known>`select id, name, external_id as key from crm.deal where ended_at is null`.execute(db))
        .rows
  }
}
