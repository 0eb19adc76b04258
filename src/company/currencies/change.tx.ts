import { sql } from 'kysely'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { companyProfile } from '../profile.sql.ts'
import { unlessTaken } from '../taken.ts'
import type { Currency } from './contract.ts'
import { currencyByCode } from './currencies.sql.ts'

/** Adds a currency; amounts will be kept in its minor digits, so these never change. */
export async function addCurrency(
  work: Work,
  added: { code: string; name: string; minorDigits: number },
): Promise<Currency> {
  return unlessTaken({ noun: 'currency', value: added.code }, () =>
    transact(work, async ({ tx, audit, emit }) => {
      await sql`insert into company.currency (code, name, minor_digits)
        values (${added.code}, ${added.name}, ${added.minorDigits})`.execute(tx)
      await audit({
        command: 'company.add-currency',
        noun: 'currency',
        subjectId: added.code,
        summary: `Added the currency ${added.code}`,
        after: added,
      })
      await emit('company.currency.changed', { code: added.code })
      return currencyByCode(tx, added.code)
    }),
  )
}

/** Renames a currency. */
export async function renameCurrency(work: Work, { code, name }: { code: string; name: string }): Promise<Currency> {
  return transact(work, async ({ tx, audit, emit }) => {
    const before = await currencyByCode(tx, code)
    if (before.name === name) return before
    await sql`update company.currency set name = ${name} where code = ${code}`.execute(tx)
    await audit({
      command: 'company.rename-currency',
      noun: 'currency',
      subjectId: code,
      summary: `Renamed the currency ${code}`,
      before: { name: before.name },
      after: { name },
    })
    await emit('company.currency.changed', { code })
    return { ...before, name }
  })
}

type Dated = { code: string; startsOn: string }

/** Sets the rate that holds from a day on, or corrects it. */
export async function setRate(work: Work, { code, startsOn, rate }: Dated & { rate: string }): Promise<Currency> {
  return transact(work, async ({ tx, audit, emit }) => {
    const currency = await currencyByCode(tx, code)
    const { currency: own } = await companyProfile(tx)
    if (code === own) {
      throw refusal(409, {
        code: 'own-currency',
        message: `${code} is the company currency; it is always worth 1.`,
        wayOut: 'Set rates for the other currencies.',
      })
    }
    const before = currency.rates.find((each) => each.startsOn === startsOn)?.rate ?? null
    await sql`insert into company.currency_rate (code, starts_on, rate) values (${code}, ${startsOn}, ${rate}::numeric)
      on conflict (code, starts_on) do update set rate = excluded.rate`.execute(tx)
    await audit({
      command: 'company.set-rate',
      noun: 'currency',
      subjectId: code,
      summary: `Set 1 ${code} = ${rate} ${own} from ${startsOn}`,
      before: { rate: before },
      after: { rate, startsOn },
    })
    await emit('company.currency.changed', { code })
    return currencyByCode(tx, code)
  })
}

/** Removes a dated rate; the one before it holds on. */
export async function removeRate(work: Work, { code, startsOn }: Dated): Promise<Currency> {
  return transact(work, async ({ tx, audit, emit }) => {
    const { rows } = await sql<{ rate: string }>`delete from company.currency_rate
      where code = ${code} and starts_on = ${startsOn} returning trim_scale(rate) as rate`.execute(tx)
    if (!rows[0]) throw notFound(`rate of ${code} from`, startsOn)
    await audit({
      command: 'company.remove-rate',
      noun: 'currency',
      subjectId: code,
      summary: `Removed the rate of ${code} from ${startsOn}`,
      before: { rate: rows[0].rate, startsOn },
    })
    await emit('company.currency.changed', { code })
    return currencyByCode(tx, code)
  })
}
