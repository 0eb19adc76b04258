import type { Mapping, StageMapping } from '#platform/importing/mapping.ts'
import type { Api } from '../api.io.ts'
import { conflictsOf, feedMapping } from '../feed-mapping.ts'
import type { Around, Linked } from '../linked.ts'
import { lineMapping, newOnly, productMapping } from '../products.ts'
import type { ChosenField } from '../schema.ts'
import type { Batch, Found, ObjectReader, OfferedFields, Opened, Row } from '../source.ts'
import { ApiProblem, salesforceApi } from './api.io.ts'
import { fieldHistory, fieldHistoryObject } from './field-history.io.ts'
import { withoutRings } from './managers.ts'
import { ask, headerOf, type SalesforceObject, salesforceObjects } from './objects.ts'
import { type DescribedField, ownFields, ownHeaders } from './own-fields.ts'
import { salesforceQuotas } from './quotas.io.ts'
import { type Reading, readIds, readObject, recordsOf } from './read.io.ts'
import { rowMaker } from './rows.ts'
import { type OpportunityStage, stageOfWord, stagesOf } from './stages.ts'
import { salesforceWriter } from './writer.io.ts'

/** Signs in, looks which fields the org shows and which stages it has, and gives what can be read. */
export async function openSalesforce(linked: Linked, around: Around): Promise<Opened> {
  const api = await salesforceApi(linked, around)
  const found: Found[] = []
  const stages = stagesOf(await stagesThere(api), around.stages)
  const words = stageWords(stages.stages, stages.active)
  const readers: ObjectReader[] = []
  const readings = new Map<string, Reading>()
  const read: ChosenField[] = []
  const offered: OfferedFields['fields'] = []
  let deals: Shown = { fields: [], categories: [], described: [] }
  for (const of of salesforceObjects) {
    const there = await fieldsThere(api, of, found)
    if (!there) continue
    if (of.is === 'deals') deals = there
    const own = ownFields(of, there.described, linked.chosen)
    found.push(...own.found)
    read.push(...own.read)
    offered.push(...own.offered)
    const fields = [...there.fields, ...own.read.map(({ name }) => name)]
    const given = { of: own.of, fields, linked, around, words, found }
    readings.set(of.object, readingOf(given))
    readers.push(readerOf(api, given))
  }
  const [dealsRead, historyRead] = [readings.get('Opportunity'), readings.get('OpportunityHistory')]
  if (dealsRead && historyRead && (await fieldsThere(api, fieldHistoryObject, found))) {
    const see = (cells: readonly string[], columns: readonly string[]) => seer({ fields: columns }, words)(cells)
    readers.push(fieldHistory(api, { deals: dealsRead, history: historyRead, stages: words.stages, see }))
  }
  if (linked.quotas.isRead) readers.push(...salesforceQuotas(api, { linked, around, found }))
  return {
    now: api.clock(),
    readers,
    writer: salesforceWriter(api, { ...deals, timeZone: around.timeZone }),
    found: () => [...found, ...stages.found, ...words.found()],
    stages: stages.known,
    own: { read, headers: ownHeaders, offered: async () => ({ fields: offered, says: null }) },
  }
}

async function stagesThere(api: Api): Promise<OpportunityStage[]> {
  const query = ask('OpportunityStage', stageFields)
  return recordsOf<OpportunityStage>(api, query)
}

const stageFields = [
  'Id',
  'ApiName',
  'MasterLabel',
  'IsActive',
  'IsClosed',
  'IsWon',
  'SortOrder',
  'DefaultProbability',
  'ForecastCategoryName',
]

/** The usual fields that the org shows of an object, the forecast categories that it offers, and all that it shows. */
type Shown = { fields: readonly string[]; categories: readonly string[]; described: readonly DescribedField[] }

/** The fields that the org shows to the connection; what is wanted and hidden is told. Null where the object is not shown at all. */
async function fieldsThere(api: Api, of: SalesforceObject, found: Found[]): Promise<Shown | null> {
  const described = await api.get<{ fields: DescribedField[] }>(`/sobjects/${of.object}/describe`).catch((error) => {
    if (error instanceof ApiProblem) return null
    throw error
  })
  const names = new Set(
    described?.fields.flatMap(({ name, relationshipName }) => [
      name,
      ...(relationshipName ? [`${relationshipName}.Name`] : []),
    ]),
  )
  const lacking = of.needs.filter((field) => !names.has(field))
  if (lacking.length > 0) {
    const what = described
      ? `the field${lacking.length > 1 ? 's' : ''} ${lacking.join(', ')} of ${of.object}`
      : of.object
    const says = `Salesforce does not show ${what} to the user of this connection, so its ${of.kind} are not read. Give that user the right to see it.`
    if (of.is === 'deals') throw new ApiProblem(says, 'HIDDEN')
    found.push({ kind: 'hidden object', about: of.object, says })
    return null
  }
  for (const field of Object.keys(of.fields)) {
    if (names.has(field) || optional.has(field)) continue
    const says = `Salesforce has no field ${field} of ${of.object}, or hides it from the user of this connection; it stays as it is here.`
    found.push({ kind: 'missing field', about: `${of.object}.${field}`, says })
  }
  const offered = described?.fields.find(({ name }) => name === 'ForecastCategoryName')?.picklistValues ?? []
  return {
    fields: Object.keys(of.fields).filter((field) => names.has(field)),
    categories: offered.filter(({ active }) => active).map(({ value }) => value),
    described: described?.fields ?? [],
  }
}

/** Fields that only some editions and settings have; that they lack is no news. */
const optional = new Set([
  'NextStep',
  'CurrencyIsoCode',
  'MasterRecordId',
  'YearStarted',
  'UserRole.Name',
  'IsDeleted',
  'IsActive',
  'ProductCode',
  'Family',
  'QuantityUnitOfMeasure',
  'ServiceDate',
  'Discount',
])

type Words = {
  stages: () => StageMapping[]
  see: (word: string, row: { isClosed: boolean; isWon: boolean }) => void
  found: () => Found[]
}

/** The stages of the org, and the words of rows that are none of them any more. */
function stageWords(stages: readonly StageMapping[], active: ReadonlySet<string>): Words {
  const known = new Map(stages.map((stage) => [stage.value, stage]))
  const strange = new Map<string, StageMapping>()
  const seen = new Set(active)
  return {
    // A stage that nobody can choose any more comes to be here once a deal stands in it.
    stages: () => [...known.values(), ...strange.values()].filter(({ value }) => seen.has(value)),
    see(word, row) {
      seen.add(word)
      if (!known.has(word) && !strange.has(word))
        strange.set(word, stageOfWord(word, { ...row, position: known.size + strange.size + 1 }))
    },
    found: () =>
      [...strange.values()].map(({ value, outcome }) => ({
        kind: 'unknown stage',
        about: value,
        says: `Deals stand or stood in the stage "${value}", which Salesforce does not list any more; it counts as ${outcome}.`,
      })),
  }
}

type Given = {
  of: SalesforceObject
  fields: readonly string[]
  linked: Linked
  around: Around
  words: Words
  found: Found[]
}

function readingOf({ of, fields, around }: Given): Reading {
  return { of, fields, maker: rowMaker(of, fields, around.currency), signal: around.signal }
}

function readerOf(api: Api, given: Given): ObjectReader {
  const { of, fields, words } = given
  const reading = readingOf(given)
  return {
    object: of.object,
    kind: of.kind,
    is: of.is,
    columns: fields.map((field) => headerOf(of, field)),
    ...(of.isWhole && { isWhole: true }),
    mapping: () => mappingOf(given),
    see: seer(reading, words),
    read: (at) => shaped(readObject(api, reading, at), reading, given),
    readAgain: (ids) => shaped(readIds(api, reading, { ids }), reading, given),
    ...(of.is === 'lines' && { readOf: (deals) => readIds(api, reading, { ids: deals, by: 'deals' }) }),
  }
}

function mappingOf({ of, fields, linked, words }: Given): Mapping {
  const columns = Object.fromEntries(fields.map((field) => [headerOf(of, field), of.fields[field] ?? null]))
  if (of.object === 'Product2') return productMapping('Salesforce', columns)
  if (of.is === 'lines') return lineMapping('Salesforce', columns)
  return feedMapping({
    ...{ kind: of.kind, source: 'Salesforce', columns },
    ...(of.is === 'deals' && { constants: { pipeline: linked.pipeline }, conflicts: conflictsOf(linked.writes) }),
    ...(of.is !== 'other' && { stages: words.stages() }),
  })
}

/** Notes the stage of a row, so that each word of the file is known before it is loaded. */
function seer({ fields }: Pick<Reading, 'fields'>, words: Words): (cells: readonly string[]) => void {
  const [stage, closed, won] = ['StageName', 'IsClosed', 'IsWon'].map((field) => fields.indexOf(field))
  if (stage === undefined || stage < 0) return () => undefined
  return (cells) =>
    words.see(cells[stage] ?? '', { isClosed: cells[closed!] === 'true', isWon: cells[won!] === 'true' })
}

function shaped(batches: AsyncIterable<Batch>, reading: Reading, { found, around }: Given): AsyncIterable<Batch> {
  const { of, fields } = reading
  if (of.isWhole) return whole(batches, reading, found)
  if (of.is !== 'other') return batches
  const here = withoutDeleted(batches, reading)
  if (of.object !== 'Product2') return here
  const at = (field: string) => fields.indexOf(field)
  const others = [at('Family'), at('QuantityUnitOfMeasure')]
  return newOnly(here, { id: at('Id'), code: at('ProductCode'), name: at('Name'), others }, around.here.items)
}

/** What was deleted there stays here, without deals; only deals end. */
async function* withoutDeleted(batches: AsyncIterable<Batch>, { fields }: Reading): AsyncGenerator<Batch> {
  const deleted = fields.indexOf('IsDeleted')
  for await (const batch of batches)
    yield { ...batch, rows: batch.rows.filter(({ cells }) => cells[deleted] !== 'true') }
}

/** People come in one piece, so that rings of managers are seen. */
async function* whole(batches: AsyncIterable<Batch>, { fields }: Reading, found: Found[]): AsyncGenerator<Batch> {
  const rows: Row[] = []
  for await (const batch of batches) rows.push(...batch.rows)
  const untied = withoutRings(rows, fields.indexOf('ManagerId'))
  found.push(...untied.found)
  yield { rows: untied.rows }
}
