import { sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { changesBetween, withChanges } from '#platform/fields.ts'
import { refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { companyProfile } from './profile.sql.ts'
import type { Profile } from './schema.ts'

/** Changes the company's name, currency, language, time zone or fiscal calendar. */
export async function changeProfile(
  work: Work,
  given: { [Key in keyof Profile]?: Profile[Key] | undefined },
): Promise<Profile> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    await sql`select from company.profile for update`.execute(tx)
    const before = await companyProfile(tx)
    const after = withChanges(before, given)
    const changes = changesBetween(before, after)
    if (!changes) return after
    if (changes.after.currency) await mayTakeCurrency(tx, { from: before.currency, to: after.currency })
    await sql`update company.profile set name = ${after.name}, currency = ${after.currency}, locale = ${after.locale},
      time_zone = ${after.timeZone}, calendar_kind = ${after.calendarKind},
      fiscal_start_month = ${after.fiscalStartMonth}, week_start = ${after.weekStart}, changed_at = ${now}`.execute(tx)
    await audit({
      command: 'company.change-profile',
      noun: 'company',
      summary: `Changed the company: ${Object.keys(changes.after).map(spoken).join(', ')}`,
      ...changes,
    })
    await emit('company.profile.changed', { fields: Object.keys(changes.after) })
    return after
  })
}

/** Rates are stated in the company currency, so it cannot change under them. */
async function mayTakeCurrency(tx: Tx, { from, to }: { from: string; to: string }): Promise<void> {
  const known = await sql`select 1 from company.currency where code = ${to}`.execute(tx)
  if (known.rows.length === 0) {
    throw refusal(400, {
      code: 'unknown-currency',
      message: `The currency ${to} is not known here.`,
      wayOut: 'Add it first under Company, Currencies.',
    })
  }
  const rates = await sql<{ rates: number }>`select count(*) as rates from company.currency_rate`.execute(tx)
  if ((rates.rows[0]?.rates ?? 0) > 0) {
    throw refusal(409, {
      code: 'rates-stand',
      message: `${rates.rows[0]?.rates} rates are stated in ${from}.`,
      wayOut: `Remove them under Company, Currencies; then change the currency to ${to} and state them anew.`,
    })
  }
}

function spoken(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
