import { chosenFound } from '../chosen/chosen.ts'
import { wordsOf } from '../chosen/words.ts'
import { type ChosenField, NEXT_STEP } from '../schema.ts'
import type { Found, OfferedFields } from '../source.ts'
import { type SalesforceObject, salesforceObjects } from './objects.ts'

/** A field as the org describes it. */
export type DescribedField = {
  name: string
  label: string
  type: string
  custom: boolean
  deprecatedAndHidden?: boolean
  relationshipName: string | null
  picklistValues?: { value: string; label: string | null; active: boolean }[]
}

/** What of an object is read beyond the usual fields, as it was chosen; what more could be. */
export function ownFields(
  of: SalesforceObject,
  described: readonly DescribedField[],
  chosen: readonly ChosenField[],
): { of: SalesforceObject; read: ChosenField[]; found: Found[]; offered: OfferedFields['fields'] } {
  const noun = of.kind
  if (noun !== 'deals' && noun !== 'accounts') return { of, read: [], found: [], offered: [] }
  const wanted = chosen.filter((field) => field.noun === noun && !(field.name in of.fields))
  const there = described.filter((field) => isReadable(field) && !(field.name in of.fields) && field.name !== of.stamp)
  const read = wanted.filter(({ name }) => there.some((field) => field.name === name))
  const own = new Map(
    read.map(({ name, label }) => [name, { header: label, word: wordOf(there.find((field) => field.name === name)!) }]),
  )
  return {
    of: { ...of, fields: { ...of.fields, ...Object.fromEntries(read.map(({ name }) => [name, 'kept'])) }, own },
    read,
    found: chosenFound({ system: 'Salesforce', object: of.object }, wanted, there),
    offered: there.map(({ name, label, custom }) => ({ noun, name, label, isCustom: custom })),
  }
}

/** Headers that columns of deals and accounts have by themselves, in any edition. */
export const ownHeaders = { deals: headersOf('deals'), accounts: headersOf('accounts') }

function headersOf(kind: string): string[] {
  return [NEXT_STEP, ...Object.keys(salesforceObjects.find((of) => of.kind === kind)!.fields)]
}

/** Lookups hold ids, which say nothing to people; addresses and places have fields for their parts. */
function isReadable({ type, deprecatedAndHidden }: DescribedField): boolean {
  return !deprecatedAndHidden && !unreadable.has(type)
}

const unreadable = new Set([
  'id',
  'reference',
  'address',
  'location',
  'base64',
  'complexvalue',
  'anyType',
  'encryptedstring',
])

function wordOf({ type, picklistValues = [] }: DescribedField): (value: string) => string {
  return wordsOf(
    type,
    picklistValues.map(({ value, label }) => ({ value, label: label ?? value })),
  )
}
