import { categoryOf } from '../salesforce/objects.ts'
import { NEXT_STEP } from '../schema.ts'
import type { Row } from '../source.ts'
import { statesOf } from './history.ts'
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
  timestamp: 'changed_at',
} as const

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

/** The states of a deal, one row each. */
export function historyRows({ id, properties, propertiesWithHistory }: HubspotObject, shape: Shape): Row[] {
  const of = (name: string) => propertiesWithHistory?.[name] ?? []
  const currency = properties.deal_currency_code || shape.currency
  return statesOf({ stage: of('dealstage'), amount: of('amount'), closes: of('closedate') }).map(
    ({ at, stage, amount, closes }) => ({
      id: `${id} ${at}`,
      stamp: at,
      deal: id,
      cells: [`${id} ${at}`, id, stage, amount, currency, closes, at],
    }),
  )
}
