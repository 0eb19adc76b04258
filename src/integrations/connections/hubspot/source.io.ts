import type { Mapping, StageMapping } from '#platform/importing/mapping.ts'
import { conflictsOf, feedMapping } from '../feed-mapping.ts'
import type { Around, Linked } from '../linked.ts'
import type { Batch, Found, ObjectReader, Opened, Row } from '../source.ts'
import { type HubspotApi, hubspotApi } from './api.io.ts'
import { ownFields, propertiesOffered } from './own-fields.io.ts'
import { ownerReader } from './owners.io.ts'
import { productReaders } from './products.io.ts'
import { hubspotQuotas } from './quotas.io.ts'
import { type Asked, allObjects, archivedSince, type HubspotObject, objectsById, touchedIds } from './read.io.ts'
import {
  companyColumns,
  companyRow,
  dealColumns,
  dealRow,
  historyColumns,
  historyProperties,
  historyRows,
} from './rows.ts'
import { type HubspotPipeline, hubspotStages } from './stages.ts'
import { hubspotWriter } from './writer.io.ts'

const companies: Asked = {
  type: 'companies',
  properties: [
    'name',
    'domain',
    'industry',
    'country',
    'numberofemployees',
    'annualrevenue',
    'hs_parent_company_id',
    'founded_year',
    'hs_lastmodifieddate',
  ],
}
const deals: Asked = {
  type: 'deals',
  properties: [
    'dealname',
    'dealstage',
    'pipeline',
    'amount',
    'deal_currency_code',
    'hubspot_owner_id',
    'createdate',
    'closedate',
    'hs_manual_forecast_category',
    'hs_next_step',
    'hs_lastmodifieddate',
  ],
  withHistory: historyProperties,
  associations: 'companies',
}

/** Looks at the pipelines of the account and gives what can be read. */
export async function openHubspot(linked: Linked, around: Around): Promise<Opened> {
  const api = await hubspotApi(linked, around)
  const { results } = await api.get<{ results: HubspotPipeline[] }>('/crm/v3/pipelines/deals')
  const { stages, pipelineNames, known, found } = hubspotStages(results, around.stages)
  const strange = new Map<string, Found>()
  const see = (stage: string) => {
    if (stage === '' || stages.some(({ value }) => value === stage) || strange.has(stage)) return
    const says = `Deals stand or stood in the stage ${stage}, which HubSpot does not list any more; such rows stay out.`
    strange.set(stage, { kind: 'unknown stage', about: stage, says })
  }
  const touched = remembering(api)
  const ofDeals = { noun: 'deals' as const, asked: deals, columns: dealColumns }
  const ofCompanies = { noun: 'accounts' as const, asked: companies, columns: companyColumns }
  const ownOfDeals = await ownFields(api, ofDeals, linked.chosen)
  const ownOfCompanies = await ownFields(api, ofCompanies, linked.chosen)
  const shape = { pipelineNames, currency: around.currency }
  const sold = await productReaders(api, around, (asked, of) => ({
    ...readerOf(api, { asked, touched, ...of }),
    mapping: of.mapping,
  }))
  return {
    now: api.clock(),
    readers: [
      ownerReader(api),
      readerOf(api, {
        asked: ownOfCompanies.asked,
        object: 'companies',
        kind: 'accounts',
        is: 'other',
        columns: ownOfCompanies.columns,
        rows: (each) => (each.archived ? [] : [ownOfCompanies.withOwn(companyRow(each), each)]),
        touched,
      }),
      ...sold.products,
      readerOf(api, {
        asked: ownOfDeals.asked,
        object: 'deals',
        kind: 'deals',
        is: 'deals',
        columns: ownOfDeals.columns,
        rows: (each) => [ownOfDeals.withOwn(dealRow(each, shape), each)],
        touched,
        stages,
        conflicts: conflictsOf(linked.writes),
        see: (cells) => see(cells[2] ?? ''),
      }),
      readerOf(api, {
        asked: ownOfDeals.asked,
        object: 'deal history',
        kind: 'deal history',
        is: 'history',
        columns: { ...historyColumns, ...ownOfDeals.ownColumns },
        rows: (each) => (each.archived ? [] : historyRows(each, { currency: around.currency, own: ownOfDeals.own })),
        touched,
        stages,
        see: (cells) => see(cells[2] ?? ''),
      }),
      ...sold.lines,
      ...(linked.quotas.isRead ? hubspotQuotas(api, { linked, around, found }) : []),
    ],
    writer: hubspotWriter(api, {
      closed: new Set(stages.filter(({ outcome }) => outcome !== 'open').map(({ value }) => value)),
      timeZone: around.timeZone,
    }),
    found: () => [...found, ...sold.found, ...ownOfDeals.found, ...ownOfCompanies.found, ...strange.values()],
    stages: known,
    own: {
      read: [...ownOfDeals.read, ...ownOfCompanies.read],
      headers: { deals: Object.keys(dealColumns), accounts: Object.keys(companyColumns) },
      offered: () => propertiesOffered(api, [ofDeals, ofCompanies]),
    },
  }
}

/** A first reading asks for deals as they stand a hundred at a time; with their history only fifty come at once. */
function stateOnly({ type, properties, associations }: Asked): Asked {
  return { type, properties, ...(associations && { associations }) }
}

function historyOnly({ type, withHistory }: Asked): Asked {
  const properties = ['deal_currency_code', 'hs_lastmodifieddate', ...(withHistory ?? [])]
  return { type, properties, ...(withHistory && { withHistory }) }
}

type Touched = (asked: Asked, since: string) => Promise<HubspotObject[]>

/** Deals and their history come in one answer; what was touched is asked for once. */
function remembering(api: HubspotApi): Touched {
  const answers = new Map<string, Promise<HubspotObject[]>>()
  return (asked, since) => {
    const key = `${asked.type} ${since}`
    const answer = answers.get(key) ?? touchedObjects(api, asked, since)
    answers.set(key, answer)
    return answer
  }
}

async function touchedObjects(api: HubspotApi, asked: Asked, since: string): Promise<HubspotObject[]> {
  const all: HubspotObject[] = []
  for await (const objects of objectsById(api, asked, await touchedIds(api, { type: asked.type, since })))
    all.push(...objects)
  return [...all, ...(await archivedSince(api, asked, since))]
}

function readerOf(
  api: HubspotApi,
  of: {
    asked: Asked
    object: string
    kind: string
    is: ObjectReader['is']
    columns: Readonly<Record<string, string | null>>
    rows: (object: HubspotObject) => Row[]
    touched: Touched
    stages?: readonly StageMapping[]
    conflicts?: Mapping['conflicts']
    see?: (cells: readonly string[]) => void
  },
): ObjectReader {
  const { asked, object, kind, is, columns, rows, touched, stages, conflicts, see } = of
  async function* read({ since, resume }: { since: string | null; resume: string | null }): AsyncGenerator<Batch> {
    if (since === null) {
      for await (const page of allObjects(api, is === 'history' ? historyOnly(asked) : stateOnly(asked), resume))
        yield { rows: page.objects.flatMap(rows), ...(page.resume && { resume: page.resume }) }
      return
    }
    const all = (await touched(asked, since)).flatMap(rows)
    // Of history, what was before is here already; new deals began since.
    yield { rows: is === 'history' ? all.filter(({ stamp }) => stamp >= since) : all }
  }
  return {
    object,
    kind,
    is,
    columns: Object.keys(columns),
    mapping: () =>
      feedMapping({ kind, source: 'HubSpot', columns, ...(stages && { stages }), ...(conflicts && { conflicts }) }),
    read,
    async *readAgain(ids) {
      for await (const objects of objectsById(api, asked, ids)) yield { rows: objects.flatMap(rows) }
    },
    ...(see && { see }),
  }
}
