import { z } from 'zod'
import { Day, Decimal, endpoint } from '#platform/http/contract.ts'
import { CurrencyCode, Name } from '../schema.ts'

/** A rate that fits numeric(20,10) and is above zero. */
const Rate = Decimal.refine((text) => /^\d{1,10}(\.\d{1,10})?$/.test(text) && /[1-9]/.test(text), {
  error: 'A rate is above zero and has at most 10 digits before and 10 after the point.',
})

/** One unit of the currency is worth `rate` units of the company currency from `startsOn` until the next rate. */
export const CurrencyRate = z.object({ startsOn: Day, rate: z.string() })
export type CurrencyRate = z.infer<typeof CurrencyRate>

export const Currency = z.object({
  code: CurrencyCode,
  name: z.string(),
  minorDigits: z.number().int(),
  /** Newest first. */
  rates: z.array(CurrencyRate),
})
export type Currency = z.infer<typeof Currency>

const ofCurrency = z.object({ code: CurrencyCode })

export const currenciesContract = {
  list: endpoint({
    method: 'get',
    path: '/api/company/currencies',
    permission: 'company:read',
    summary: 'Currencies with their dated rates to the company currency.',
    reply: z.object({ companyCurrency: CurrencyCode, currencies: z.array(Currency) }),
  }),
  add: endpoint({
    method: 'post',
    path: '/api/company/currencies',
    permission: 'company:edit',
    summary: 'Add a currency; its number of minor digits is fixed from then on.',
    body: z.object({ code: CurrencyCode, name: Name, minorDigits: z.number().int().min(0).max(4) }),
    reply: Currency,
  }),
  rename: endpoint({
    method: 'patch',
    path: '/api/company/currencies/{code}',
    permission: 'company:edit',
    summary: 'Rename a currency.',
    params: ofCurrency,
    body: z.object({ name: Name }),
    reply: Currency,
  }),
  setRate: endpoint({
    method: 'put',
    path: '/api/company/currencies/{code}/rates/{startsOn}',
    permission: 'company:edit',
    summary: 'Set the rate that holds from a day on, or correct it.',
    params: ofCurrency.extend({ startsOn: Day }),
    body: z.object({ rate: Rate }),
    reply: Currency,
  }),
  removeRate: endpoint({
    method: 'delete',
    path: '/api/company/currencies/{code}/rates/{startsOn}',
    permission: 'company:edit',
    summary: 'Remove a dated rate; the one before it holds on.',
    params: ofCurrency.extend({ startsOn: Day }),
    reply: Currency,
  }),
}
