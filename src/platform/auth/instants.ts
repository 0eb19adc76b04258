import type { KyselyPlugin, UnknownRow } from 'kysely'

/**
 * Hands instants to better-auth as dates, which it compares with. Our own rows hold them as ISO text, and a text compared with
 * a date is neither earlier nor later: sessions would never end.
 */
export const instantsAsDates: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map(withDates) }),
}

function withDates(row: UnknownRow): UnknownRow {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, isInstant(name, value) ? new Date(value) : value]),
  )
}

function isInstant(name: string, value: unknown): value is string {
  return typeof value === 'string' && /(At|Until)$/.test(name)
}
