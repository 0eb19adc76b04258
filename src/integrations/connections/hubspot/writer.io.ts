import { dayIn } from '#platform/clock.ts'
import { categoryOf } from '../salesforce/objects.ts'
import type { There, WriteAnswer, WriteField, Writer } from '../source.ts'
import { type HubspotApi, HubspotProblem } from './api.io.ts'
import { hubspotCalls } from './calls.io.ts'
import type { HubspotObject } from './read.io.ts'

const names: Record<WriteField, string> = {
  'forecast category': 'hs_manual_forecast_category',
  'expected close': 'closedate',
  'next step': 'hs_next_step',
}
const fields = Object.keys(names) as WriteField[]

type Row = Parameters<Writer['write']>[0][number]
type Batch = { results?: { id: string }[]; errors?: { message: string; context?: { ids?: string[] } }[] }

/** How deals are written: a hundred at once; where one of them is not accepted, each on its own. */
export function hubspotWriter(
  api: HubspotApi,
  { closed, timeZone }: { closed: ReadonlySet<string>; timeZone: string },
): Writer {
  let options: readonly string[] | undefined
  async function offered(): Promise<readonly string[]> {
    options ??= await categoriesThere(api)
    return options
  }
  async function propertiesOf({ to }: Row): Promise<Record<string, string>> {
    const entries: [string, string][] = []
    for (const field of Object.keys(to) as WriteField[]) {
      const value = to[field] ?? ''
      const said = field === 'forecast category' ? wordOf(value, await offered()) : value
      entries.push([names[field], field === 'expected close' && value ? noonOf(value, timeZone) : said])
    }
    return Object.fromEntries(entries)
  }
  return {
    system: 'HubSpot',
    atOnce: 100,
    async look(ids) {
      const properties = [...Object.values(names), 'dealstage', 'hs_lastmodifieddate']
      const inputs = ids.map((id) => ({ id }))
      const { results } = await api.post<{ results: HubspotObject[] }>('/crm/v3/objects/deals/batch/read', {
        inputs,
        properties,
      })
      return new Map(results.map((each) => [each.id, thereOf(each, closed, timeZone)]))
    },
    async write(rows) {
      const inputs = []
      for (const row of rows) inputs.push({ id: row.id, properties: await propertiesOf(row) })
      return (await writtenAtOnce(api, inputs)) ?? (await writtenOneByOne(api, inputs))
    },
    calls: hubspotCalls(api),
  }
}

type Input = { id: string; properties: Record<string, string> }

async function writtenAtOnce(api: HubspotApi, inputs: Input[]): Promise<Map<string, WriteAnswer> | undefined> {
  try {
    const { results = [], errors = [] } = await api.post<Batch>('/crm/v3/objects/deals/batch/update', { inputs })
    return new Map<string, WriteAnswer>([
      ...results.map(({ id }) => [id, 'written'] as const),
      ...errors.flatMap(({ message, context }) =>
        (context?.ids ?? []).map((id) => [id, { refused: message }] as const),
      ),
    ])
  } catch (error) {
    if (error instanceof HubspotProblem) return undefined
    throw error
  }
}

async function writtenOneByOne(api: HubspotApi, inputs: Input[]): Promise<Map<string, WriteAnswer>> {
  const answers = new Map<string, WriteAnswer>()
  for (const { id, properties } of inputs) {
    try {
      await api.patch(`/crm/v3/objects/deals/${id}`, { properties })
      answers.set(id, 'written')
    } catch (error) {
      if (!(error instanceof HubspotProblem)) throw error
      answers.set(id, { refused: error.message })
    }
  }
  return answers
}

/** The categories that the account offers; none where it has no such property. */
async function categoriesThere(api: HubspotApi): Promise<string[]> {
  try {
    const { options = [] } = await api.get<{ options?: { value: string; hidden?: boolean }[] }>(
      `/crm/v3/properties/deals/${names['forecast category']}`,
    )
    return options.filter(({ hidden }) => !hidden).map(({ value }) => value)
  } catch (error) {
    if (error instanceof HubspotProblem) return []
    throw error
  }
}

function thereOf({ properties }: HubspotObject, closed: ReadonlySet<string>, timeZone: string): There {
  const said = (field: WriteField): string | null => {
    const text = properties[names[field]] ?? ''
    if (text === '') return null
    if (field === 'forecast category') return categoryOf(text)
    return field === 'expected close' ? dayIn(timeZone, new Date(text)) : text
  }
  return {
    stamp: properties.hs_lastmodifieddate ?? '',
    isClosed: closed.has(properties.dealstage ?? ''),
    says: Object.fromEntries(fields.map((field) => [field, said(field)])),
  }
}

function wordOf(category: string, offered: readonly string[]): string {
  const fitting = offered.filter((word) => categoryOf(word) === category)
  const own = category.replace(' ', '_').toUpperCase()
  return fitting.find((word) => word === own) ?? fitting[0] ?? own
}

/** A moment that lies on this day where the company is, and on most of the earth. */
function noonOf(day: string, timeZone: string): string {
  const noon = `${day}T12:00:00.000Z`
  return dayIn(timeZone, new Date(noon)) === day ? noon : `${day}T00:00:00.000Z`
}
