import { categoryOf } from '../salesforce/objects.ts'
import { NEXT_STEP } from '../schema.ts'
import type { Row } from '../source.ts'
import { type Held, statesOf } from './history.ts'
import type { HubspotObject } from './read.io.ts'

/** Header -> field of the file of accounts. */
export const companyColumns = {
  id: 'key',
  name: 'name',
  industry: 'industry',
  country: 'country',
  hs_parent_company_id: 'parent',
  numberofemployees: 'employees',
  annualrevenue: 'annual_revenue',
  founded_year: 'founded_year',
} as const

export const dealColumns = {
  id: 'key',
  dealname: 'name',
  dealstage: 'stage',
  pipeline: 'pipeline',
  hubspot_owner_id: 'owner',
  company: 'account',
  amount: 'amount',
  deal_currency_code: 'currency',
  createdate: 'created_on',
  closedate: 'close_day',
  hs_manual_forecast_category: 'category',
  [NEXT_STEP]: 'kept',
  hs_lastmodifieddate: 'changed_at',
  archived: 'deleted',
} as const

export const historyColumns = {
  id: null,
  deal: 'deal',
  dealstage: 'stage',
  amount: 'amount',
  deal_currency_code: 'currency',
  closedate: 'expected_close',
  hubspot_owner_id: 'owner',
  hs_manual_forecast_category: 'category',
  [NEXT_STEP]: 'kept',
  timestamp: 'changed_at',
} as const

/** The properties whose history is told: those of the columns, by the names that HubSpot gives them. */
export const historyProperties = [
  'dealstage',
  'amount',
  'closedate',
  'hubspot_owner_id',
  'hs_manual_forecast_category',
  'hs_next_step',
]

type Shape = { pipelineNames: ReadonlyMap<string, string>; currency: string }

/** A company; one without a name goes by its domain. */
export function companyRow({ id, properties }: HubspotObject): Row {
  const value = (name: string) => properties[name] ?? ''
  const cells = Object.keys(companyColumns).map((column) => {
    if (column === 'id') return id
    return column === 'name' ? value('name') || value('domain') || `Company ${id}` : value(column)
  })
  return { id, stamp: value('hs_lastmodifieddate'), cells }
}

/** A deal as it stands; its pipeline by the name it has here, its company the first one it belongs to. */
export function dealRow({ id, properties, associations, archived, archivedAt }: HubspotObject, shape: Shape): Row {
  const value = (name: string) => properties[name] ?? ''
  const category = value('hs_manual_forecast_category')
  const own: Record<string, string> = {
    id,
    dealname: value('dealname') || `Deal ${id}`,
    pipeline: shape.pipelineNames.get(value('pipeline')) ?? value('pipeline'),
    company: associations?.companies?.results[0]?.id ?? '',
    deal_currency_code: value('deal_currency_code') || shape.currency,
    hs_manual_forecast_category: category && categoryOf(category),
    [NEXT_STEP]: value('hs_next_step'),
    archived: String(archived === true),
  }
  const cells = Object.keys(dealColumns).map((column) => own[column] ?? value(column))
  return { id, stamp: archivedAt ?? value('hs_lastmodifieddate'), cells }
}

/** A property that people chose, and how its values are written here. */
export type OwnProperty = { name: string; say: (value: string) => string }

/** The states of a deal, one row each; what people chose stands behind the columns. */
export function historyRows(
  { id, properties, propertiesWithHistory }: HubspotObject,
  { currency, own }: Pick<Shape, 'currency'> & { own: readonly OwnProperty[] },
): Row[] {
  const code = properties.deal_currency_code || currency
  const names = [...historyProperties, ...own.map(({ name }) => name)]
  const held = Object.fromEntries(names.map((name) => [name, heldOf(propertiesWithHistory?.[name], properties[name])]))
  return statesOf(held).map(({ at, values }) => {
    const value = (name: string) => values[name] ?? ''
    const category = value('hs_manual_forecast_category')
    const cells: Record<keyof typeof historyColumns, string> = {
      ...{ id: `${id} ${at}`, deal: id, dealstage: value('dealstage'), amount: value('amount') },
      ...{ deal_currency_code: code, closedate: value('closedate'), hubspot_owner_id: value('hubspot_owner_id') },
      hs_manual_forecast_category: category && categoryOf(category),
      [NEXT_STEP]: value('hs_next_step'),
      timestamp: at,
    }
    const chosen = own.map(({ name, say }) => say(value(name)))
    return {
      id: `${id} ${at}`,
      stamp: at,
      deal: id,
      cells: [...Object.keys(historyColumns).map((column) => cells[column as keyof typeof cells]), ...chosen],
    }
  })
}

/** A property whose history is not told was always what it is. */
function heldOf(history: readonly Held[] | undefined, now: string | null | undefined): readonly Held[] {
  if (history && history.length > 0) return history
  return now ? [{ value: now, timestamp: '1970-01-01T00:00:00.000Z' }] : []
}
