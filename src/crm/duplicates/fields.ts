import { type Field, labelOf } from '#platform/fields.ts'
import { type AccountFacts, accountFields } from '../accounts/fields.ts'
import { type DealField, dealFields } from '../deals/fields.ts'
import type { MergedNoun } from './candidates.ts'

/** A field of which a merge keeps one of two values. */
export type MergedField = {
  /** Its name in the API. */
  field: string
  columns: readonly string[]
  label: string
  kind: 'text' | 'number' | 'money' | 'day' | 'person' | 'account' | 'territory' | 'item' | 'stage'
}

/** What may be chosen field by field when two are merged; what belongs together (amount and currency) goes together. */
export const mergedFields: Readonly<Record<MergedNoun, readonly MergedField[]>> = {
  account: [
    ofAccount('name', 'text'),
    ofAccount('industry', 'text'),
    ofAccount('country', 'text'),
    ofAccount('territoryId', 'territory'),
    ofAccount('parentId', 'account'),
    ofAccount('employees', 'number'),
    ofAccount('annualRevenueMinor', 'money'),
    ofAccount('foundedYear', 'text'),
  ],
  contact: [
    { field: 'name', columns: ['name'], label: 'Name', kind: 'text' },
    { field: 'title', columns: ['title'], label: 'Title', kind: 'text' },
    { field: 'email', columns: ['email'], label: 'E-mail', kind: 'text' },
    { field: 'phone', columns: ['phone'], label: 'Phone', kind: 'text' },
    { field: 'accountId', columns: ['account_id'], label: 'Account', kind: 'account' },
    { field: 'ownerId', columns: ['owner_id'], label: 'Owner', kind: 'person' },
  ],
  lead: [
    { field: 'name', columns: ['name'], label: 'Name', kind: 'text' },
    { field: 'company', columns: ['company'], label: 'Company', kind: 'text' },
    { field: 'title', columns: ['title'], label: 'Title', kind: 'text' },
    { field: 'email', columns: ['email'], label: 'E-mail', kind: 'text' },
    { field: 'phone', columns: ['phone'], label: 'Phone', kind: 'text' },
    { field: 'country', columns: ['country'], label: 'Country', kind: 'text' },
    { field: 'industry', columns: ['industry'], label: 'Industry', kind: 'text' },
    { field: 'source', columns: ['source'], label: 'Source', kind: 'text' },
    { field: 'ownerId', columns: ['owner_id'], label: 'Owner', kind: 'person' },
    {
      field: 'status',
      columns: ['status', 'contacted_at', 'qualified_at', 'disqualified_at', 'disqualified_reason'],
      label: 'Status',
      kind: 'text',
    },
  ],
  deal: [
    ofDeal('name', 'text'),
    ofDeal('accountId', 'account'),
    ofDeal('itemId', 'item'),
    ofDeal('ownerId', 'person'),
    ofDeal('stageId', 'stage'),
    { ...ofDeal('amountMinor', 'money'), columns: ['amount_minor', 'currency'] },
    ofDeal('expectedClose', 'day'),
  ],
}

function ofDeal(name: DealField, kind: MergedField['kind']): MergedField {
  return told(dealFields, name, kind)
}

function ofAccount(name: keyof AccountFacts, kind: MergedField['kind']): MergedField {
  return told(accountFields, name, kind)
}

function told(fields: readonly Field[], name: string, kind: MergedField['kind']): MergedField {
  const { column } = fields.find((field) => field.name === name)!
  return { field: name, columns: [column], label: labelOf(fields, name), kind }
}

/** Whose value stands when nobody chose: the winner's, or the loser's where the winner has none. */
export function suggested(field: MergedField, sides: { winner: Row; loser: Row }): 'winner' | 'loser' {
  const [column] = field.columns
  return sides.winner[column!] === null && sides.loser[column!] !== null ? 'loser' : 'winner'
}

/** A stored row by column. */
export type Row = Readonly<Record<string, string | number | null>>

/** The columns of the winner that a merge changes, with what they say afterwards. */
export function chosenColumns(
  noun: MergedNoun,
  sides: { winner: Row; loser: Row },
  choices: Readonly<Record<string, 'winner' | 'loser'>>,
): Record<string, string | number | null> {
  const taken = mergedFields[noun].filter((field) => (choices[field.field] ?? suggested(field, sides)) === 'loser')
  return Object.fromEntries(
    taken
      .flatMap(({ columns }) => columns)
      .map((column): [string, string | number | null] => [column, sides.loser[column] ?? null])
      .filter(([column, value]) => value !== (sides.winner[column] ?? null)),
  )
}
