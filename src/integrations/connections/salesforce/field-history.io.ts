import type { StageMapping } from '#platform/importing/mapping.ts'
import type { Api } from '../api.io.ts'
import { feedMapping } from '../feed-mapping.ts'
import type { ObjectReader, Row } from '../source.ts'
import { type FieldChange, type StageState, statesWithFields } from './field-changes.ts'
import { headerOf, type SalesforceObject } from './objects.ts'
import { type Reading, readIds, readObject } from './read.io.ts'
import { rowMaker } from './rows.ts'

const columns = ['Id', 'OpportunityId', 'Field', 'OldValue', 'NewValue', 'CreatedDate'] as const

/** The changes of fields that an org keeps track of. */
export const fieldHistoryObject: SalesforceObject = {
  object: 'OpportunityFieldHistory',
  kind: 'changes of owners and fields',
  is: 'history',
  fields: Object.fromEntries(columns.map((field) => [field, null])),
  needs: columns,
  stamp: 'CreatedDate',
}

type Given = {
  /** Deals and their stage history, with the fields that the org shows of them. */
  deals: Reading
  history: Reading
  stages: () => StageMapping[]
  see: (cells: readonly string[], columns: readonly string[]) => void
}

const dealsAtOnce = 200

/**
 * What deals were when owner, next step and chosen fields were others: the states of the stage history once more, with these
 * fields as they were, and one for each change between. Only deals of which a field changed are told, and only when all is
 * read: later changes come with the deals themselves.
 */
export function fieldHistory(api: Api, given: Given): ObjectReader {
  const { deals, history } = given
  const told = deals.fields.filter((field) => field === 'OwnerId' || deals.of.fields[field] === 'kept')
  const stated = history.fields.filter((field) => field !== 'Id')
  const headers = ['State', ...stated, ...told.map((field) => headerOf(deals.of, field))]
  const kinds = [
    null,
    ...stated.map((field) => history.of.fields[field] ?? null),
    ...told.map((field) => deals.of.fields[field]!),
  ]
  async function* ofDeals(wanted: readonly string[]) {
    const changes = await changesOf(api, { told, deals, ids: wanted })
    yield { rows: await statesOf(api, { ids: [...changes.keys()], changes, told, stated, given }) }
  }
  return {
    object: fieldHistoryObject.object,
    kind: 'deal history',
    is: 'lines',
    columns: headers,
    mapping: () =>
      feedMapping({
        ...{ kind: 'deal history', source: 'Salesforce', stages: given.stages() },
        columns: Object.fromEntries(headers.map((header, at) => [header, kinds[at] ?? null])),
      }),
    see: (cells) => given.see(cells, headers),
    async *read({ since }) {
      if (since !== null) return
      const changes = await changesOf(api, { told, deals })
      const ids = [...changes.keys()]
      for (let at = 0; at < ids.length; at += dealsAtOnce)
        yield { rows: await statesOf(api, { ids: ids.slice(at, at + dealsAtOnce), changes, told, stated, given }) }
    },
    async *readAgain(states) {
      const wanted = new Set(states)
      for await (const { rows } of ofDeals([...new Set(states.map(dealOf))]))
        yield { rows: rows.filter(({ id }) => wanted.has(id)) }
    },
    readOf: ofDeals,
  }
}

type Changes = Map<string, FieldChange[]>

/** All changes of the fields that are told, deal by deal; of these deals where some are named. */
async function changesOf(
  api: Api,
  { told, deals, ids }: { told: readonly string[]; deals: Reading; ids?: readonly string[] },
): Promise<Changes> {
  if (told.length === 0) return new Map()
  const names = told.map((field) => `'${trackedAs(field)}'`).join(',')
  const of = { ...fieldHistoryObject, where: `Field IN (${names})` }
  const reading: Reading = { of, fields: columns, maker: rowMaker(of, columns, ''), signal: deals.signal }
  const changes: Changes = new Map()
  const batches = ids
    ? readIds(api, reading, { ids, by: 'deals' })
    : readObject(api, reading, { since: null, resume: null })
  for await (const { rows } of batches) {
    for (const { cells } of rows) {
      const [, deal = '', name = '', before = '', after = '', at = ''] = cells
      const field = told.find((each) => trackedAs(each) === name)
      // An owner is told twice, by name and by id.
      if (!field || (field === 'OwnerId' && !isUser(before || after))) continue
      const word = deals.of.own?.get(field)?.word ?? ((text: string) => text)
      const known = changes.get(deal)
      const change = { field, at, before: word(before), after: word(after) }
      if (known) known.push(change)
      else changes.set(deal, [change])
    }
  }
  return changes
}

type Asked = {
  ids: readonly string[]
  changes: Changes
  told: readonly string[]
  stated: readonly string[]
  given: Given
}

/** The states of these deals, as rows. */
async function statesOf(api: Api, { ids, changes, told, stated, given }: Asked): Promise<Row[]> {
  const { deals, history } = given
  const states = new Map<string, StageState[]>()
  const [dealAt, timeAt] = [history.fields.indexOf('OpportunityId'), history.fields.indexOf('CreatedDate')]
  for await (const { rows } of readIds(api, history, { ids, by: 'deals' }))
    for (const { cells } of rows) {
      const deal = cells[dealAt]!
      const values = Object.fromEntries(history.fields.map((field, at) => [field, cells[at]!]))
      states.set(deal, [...(states.get(deal) ?? []), { at: cells[timeAt]!, values }])
    }
  const made: Row[] = []
  const deleted = deals.fields.indexOf('IsDeleted')
  for await (const { rows } of readIds(api, deals, { ids }))
    for (const { id, cells } of rows) {
      if (cells[deleted] === 'true') continue
      const now = Object.fromEntries(told.map((field) => [field, cells[deals.fields.indexOf(field)]!]))
      const of = { states: states.get(id) ?? [], changes: changes.get(id) ?? [], now }
      made.push(...statesWithFields(of).map((state, nth) => rowOf({ id, nth, stated, told }, state)))
    }
  return made
}

/** Several states may stand at one instant, so that a row is known by its place among those of the deal too. */
function rowOf(
  { id, nth, stated, told }: { id: string; nth: number; stated: readonly string[]; told: readonly string[] },
  { at, values }: StageState,
): Row {
  const state = `${id}@${at}#${nth}`
  const said: Readonly<Record<string, string>> = { ...values, CreatedDate: at }
  return { id: state, stamp: at, deal: id, cells: [state, ...[...stated, ...told].map((field) => said[field] ?? '')] }
}

function dealOf(state: string): string {
  return state.split('@')[0]!
}

/** The history of fields calls the owner by the name of the relation. */
function trackedAs(field: string): string {
  return field === 'OwnerId' ? 'Owner' : field
}

function isUser(id: string): boolean {
  return /^005[a-zA-Z0-9]{12}([a-zA-Z0-9]{3})?$/.test(id)
}
