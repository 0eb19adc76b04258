import type { Api } from '../api.io.ts'
import { dayAfterEnd, type QuotaThere } from '../quotas/quotas.ts'
import { quotaReaders } from '../quotas/reader.io.ts'
import type { Found, ObjectReader } from '../source.ts'
import { ApiProblem } from './api.io.ts'
import { ask } from './objects.ts'
import type { DescribedField } from './own-fields.ts'
import { recordsOf } from './read.io.ts'

type Quota = {
  Id: string
  QuotaOwnerId: string | null
  PeriodId: string | null
  ForecastingTypeId: string | null
  IsQuantity?: boolean
  QuotaAmount?: number | null
  QuotaQuantity?: number | null
  CurrencyIsoCode?: string | null
  Territory2Id?: string | null
  QuotaOwner?: { IsActive?: boolean } | null
}

const needed = ['Id', 'QuotaOwnerId', 'PeriodId', 'ForecastingTypeId', 'QuotaAmount']
const more = ['IsQuantity', 'QuotaQuantity', 'CurrencyIsoCode', 'Territory2Id']

/** Quotas of collaborative forecasts: of people, by month or quarter as the org forecasts, in money or in units. */
export function salesforceQuotas(api: Api, given: Parameters<typeof quotaReaders>[0]): ObjectReader[] {
  const { around, found } = given
  return quotaReaders(given, {
    ...{ system: 'Salesforce', what: 'forecast type', object: 'ForecastingQuota', owner: 'OwnerId' },
    async quotas() {
      const quotas = await quotasThere(api, found)
      if (!quotas) return null
      const types = await typesThere(api)
      const periods = await periodsThere(api, quotas)
      const whole = quotas.flatMap((quota) => quotaOf(quota, { types, periods, currency: around.currency }) ?? [])
      found.push(...withoutPlace(quotas, { types, periods }))
      return whole
    },
  })
}

async function quotasThere(api: Api, found: Found[]): Promise<Quota[] | null> {
  try {
    const { fields } = await api.get<{ fields: DescribedField[] }>('/sobjects/ForecastingQuota/describe')
    const shown = new Set(fields.map(({ name }) => name))
    const lacking = needed.filter((field) => !shown.has(field))
    if (lacking.length === 0) {
      const wanted = [...needed, ...more.filter((field) => shown.has(field)), 'QuotaOwner.IsActive']
      return await recordsOf<Quota>(api, ask('ForecastingQuota', wanted))
    }
    found.push(hidden(`the fields ${lacking.join(', ')} of ForecastingQuota`))
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    found.push(hidden('ForecastingQuota'))
  }
  return null
}

function hidden(what: string): Found {
  return {
    kind: 'hidden object',
    about: 'ForecastingQuota',
    says: `Salesforce does not show ${what} to the user of this connection, so its quotas are not read. Give that user the permission View All Forecasts.`,
  }
}

/** Names of the forecast types that are in use. */
async function typesThere(api: Api): Promise<Map<string, string>> {
  type Type = { Id: string; MasterLabel: string; IsActive: boolean }
  const types = await recordsOf<Type>(api, ask('ForecastingType', ['Id', 'MasterLabel', 'IsActive']))
  return new Map(types.flatMap(({ Id, MasterLabel, IsActive }) => (IsActive ? [[Id, MasterLabel]] : [])))
}

type Period = { startsOn: string; endsOn: string }

async function periodsThere(api: Api, quotas: readonly Quota[]): Promise<Map<string, Period>> {
  const ids = [...new Set(quotas.flatMap(({ PeriodId }) => PeriodId ?? []))]
  const periods = new Map<string, Period>()
  for (let at = 0; at < ids.length; at += 200) {
    const among = `Id IN (${ids
      .slice(at, at + 200)
      .map((id) => `'${id}'`)
      .join(',')})`
    type Row = { Id: string; StartDate: string; EndDate: string }
    for (const { Id, StartDate, EndDate } of await recordsOf<Row>(
      api,
      ask('Period', ['Id', 'StartDate', 'EndDate'], [among]),
    ))
      periods.set(Id, { startsOn: StartDate, endsOn: dayAfterEnd(`${EndDate}T23:59:59Z`) })
  }
  return periods
}

type Known = { types: ReadonlyMap<string, string>; periods: ReadonlyMap<string, Period> }

/** A quota of a person in a type that is in use; null for one of a territory, or whose period is not known. */
function quotaOf(quota: Quota, { types, periods, currency }: Known & { currency: string }): QuotaThere | null {
  const of = types.get(quota.ForecastingTypeId ?? '')
  const period = periods.get(quota.PeriodId ?? '')
  if (!of || !period || !quota.QuotaOwnerId || quota.Territory2Id) return null
  const isUnits = quota.IsQuantity === true
  const value = isUnits ? quota.QuotaQuantity : quota.QuotaAmount
  if (value === null || value === undefined) return null
  return {
    id: quota.Id,
    of,
    whose: `person ${quota.QuotaOwnerId}`,
    ...period,
    metric: isUnits ? 'units sold' : null,
    value: String(value),
    currency: isUnits ? null : (quota.CurrencyIsoCode ?? currency),
    isInactive: quota.QuotaOwner?.IsActive === false,
  }
}

/** Quotas that have no place here: of territories, or of periods that the org does not tell. */
function withoutPlace(quotas: readonly Quota[], { types, periods }: Known): Found[] {
  const used = quotas.filter(({ ForecastingTypeId }) => types.has(ForecastingTypeId ?? ''))
  const ofTerritories = used.filter(({ Territory2Id }) => Territory2Id).length
  const timeless = used.filter(({ PeriodId, Territory2Id }) => !Territory2Id && !periods.has(PeriodId ?? '')).length
  const line = (count: number, which: string): Found[] => {
    if (count === 0) return []
    const says = `${count === 1 ? '1 quota of Salesforce is' : `${count} quotas of Salesforce are`} ${which} and ${count === 1 ? 'stays' : 'stay'} out. Set what counts under Goals.`
    return [{ kind: 'quotas left out', about: which, says }]
  }
  return [
    ...line(ofTerritories, 'for a territory, not for a person,'),
    ...line(timeless, 'for a period that the org does not tell'),
  ]
}
