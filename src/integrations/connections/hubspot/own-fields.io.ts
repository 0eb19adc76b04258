import { chosenFound } from '../chosen/chosen.ts'
import { wordsOf } from '../chosen/words.ts'
import type { ChosenField } from '../schema.ts'
import { type Found, type OfferedFields, Refused, type Row } from '../source.ts'
import type { HubspotApi } from './api.io.ts'
import type { Asked, HubspotObject } from './read.io.ts'
import type { OwnProperty } from './rows.ts'

/** A property of deals or companies as the account describes it. */
type Property = {
  name: string
  label: string
  type: string
  hidden?: boolean
  archived?: boolean
  hubspotDefined?: boolean
  externalOptions?: boolean
  options?: { value: string; label: string }[]
}

/** What is read of an object beyond the usual properties, as it was chosen. */
export type OwnFields = {
  read: ChosenField[]
  found: Found[]
  asked: Asked
  /** Header -> field of the file. */
  columns: Readonly<Record<string, string | null>>
  /** Their names, and how their values are written here. */
  own: OwnProperty[]
  /** Their columns alone. */
  ownColumns: Readonly<Record<string, 'kept'>>
  /** A row with the cells of these behind it. */
  withOwn: (row: Row, object: HubspotObject) => Row
}

type Of = { noun: ChosenField['noun']; asked: Asked; columns: Readonly<Record<string, string | null>> }

/** Looks up the chosen properties; the account is not asked where none was chosen. */
export async function ownFields(
  api: HubspotApi,
  { noun, asked, columns }: Of,
  chosen: readonly ChosenField[],
): Promise<OwnFields> {
  const wanted = chosen.filter((field) => field.noun === noun && !asked.properties.includes(field.name))
  if (wanted.length === 0)
    return { read: [], found: [], asked, columns, own: [], ownColumns: {}, withOwn: (row) => row }
  const there = await propertiesOf(api, asked)
  const read = wanted.filter(({ name }) => there.some((property) => property.name === name))
  const own = read.map(({ name }) => {
    const { type, options = [] } = there.find((property) => property.name === name)!
    return { name, say: wordsOf(type, options) }
  })
  const ownColumns = Object.fromEntries(read.map(({ label }) => [label, 'kept' as const]))
  const names = own.map(({ name }) => name)
  return {
    read,
    found: chosenFound({ system: 'HubSpot', object: asked.type }, wanted, there),
    asked: {
      ...asked,
      properties: [...asked.properties, ...names],
      ...(asked.withHistory && { withHistory: [...asked.withHistory, ...names] }),
    },
    columns: { ...columns, ...ownColumns },
    own,
    ownColumns,
    withOwn: (row, { properties }) => ({
      ...row,
      cells: [...row.cells, ...own.map(({ name, say }) => say(properties[name] ?? ''))],
    }),
  }
}

/** The properties that could be chosen; those of companies only where the app may see them. */
export async function propertiesOffered(api: HubspotApi, all: readonly Of[]): Promise<OfferedFields> {
  const fields: OfferedFields['fields'] = []
  let says: string | null = null
  for (const { noun, asked } of all) {
    try {
      for (const { name, label, hubspotDefined } of await propertiesOf(api, asked))
        fields.push({ noun, name, label, isCustom: hubspotDefined !== true })
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      says = `HubSpot does not show which fields ${asked.type} have. Give the app the scope crm.schemas.${asked.type}.read.`
    }
  }
  return { fields, says }
}

/** Owners, users and teams are said by ids, which say nothing to people. */
async function propertiesOf(api: HubspotApi, { type, properties }: Asked): Promise<Property[]> {
  const { results } = await api.get<{ results: Property[] }>(`/crm/v3/properties/${type}`)
  return results.filter(
    ({ name, hidden, archived, externalOptions }) =>
      !hidden && !archived && !externalOptions && !properties.includes(name),
  )
}
