import type { Mount } from '#platform/http/mount.ts'
import { companyProfile } from '../profile.sql.ts'
import { addCurrency, removeRate, renameCurrency, setRate } from './change.tx.ts'
import { currenciesContract } from './contract.ts'
import { allCurrencies } from './currencies.sql.ts'

/** Currencies and their dated rates. */
export function currencyRoutes(mount: Mount): void {
  mount(currenciesContract.list, async ({ workspace: { db } }) => ({
    companyCurrency: (await companyProfile(db)).currency,
    currencies: await allCurrencies(db),
  }))
  mount(currenciesContract.add, async ({ work, body }) => addCurrency(work, body))
  mount(currenciesContract.rename, async ({ work, params, body }) => renameCurrency(work, { ...params, ...body }))
  mount(currenciesContract.setRate, async ({ work, params, body }) => setRate(work, { ...params, ...body }))
  mount(currenciesContract.removeRate, async ({ work, params }) => removeRate(work, params))
}
