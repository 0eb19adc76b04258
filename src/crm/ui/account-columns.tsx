import { keptField } from '#platform/kept/kept.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import type { CellEdit, CellValue, Choice } from '#platform/ui/grid/edit.ts'
import type { useFormat } from '#platform/ui/use-format.tsx'
import type { AccountRow } from '../accounts/contract.ts'

type Format = Pick<ReturnType<typeof useFormat>, 'number' | 'money' | 'regional'>

/** The columns of the list of accounts; ids are the names the server sorts by. */
export function accountColumns(
  format: Format,
  {
    fields,
    edits = {},
  }: {
    /** The fields that files have brought. */
    fields: readonly string[]
    /** How some columns are edited, by their id. */
    edits?: Record<string, CellEdit<AccountRow>>
  },
): Column<AccountRow>[] {
  return [...ownColumns(format), ...fields.map(fieldColumn)].map((column) => {
    const edit = edits[column.id]
    return edit ? { ...column, edit } : column
  })
}

/** How the facts of an account are edited in its list. */
export function accountEdits(given: {
  currency: string
  territories: Choice[]
  fields: readonly string[]
}): Record<string, CellEdit<AccountRow>> {
  const { currency, territories, fields } = given
  const fact = (name: Fact): Pick<CellEdit<AccountRow>, 'value' | 'apply'> => ({
    value: (account) => account[name],
    apply: (account, value) => ({ ...account, [name]: value }),
  })
  const kept = (name: string): CellEdit<AccountRow> => ({
    kind: 'text',
    value: (account) => account.fields?.[name] ?? null,
    apply: (account, value) => {
      const { [name]: _, ...others } = account.fields ?? {}
      return { ...account, fields: value === null ? others : { ...others, [name]: String(value) } }
    },
  })
  return {
    name: { kind: 'text', required: true, ...fact('name') },
    industry: { kind: 'text', ...fact('industry') },
    country: { kind: 'text', ...fact('country') },
    territory: {
      ...{ kind: 'choice', choices: () => territories, value: ({ territoryId }) => territoryId },
      apply: (account, value) => {
        const territoryName = territories.find((each) => each.value === value)?.label ?? null
        return { ...account, territoryId: textOf(value), territoryName }
      },
    },
    employees: { kind: 'number', digits: 0, ...fact('employees') },
    revenue: { kind: 'money', currency: () => currency, ...fact('annualRevenueMinor') },
    ...Object.fromEntries(fields.map((name) => [keptField(name), kept(name)])),
  }
}

type Fact = 'name' | 'industry' | 'country' | 'employees' | 'annualRevenueMinor'

function textOf(value: CellValue): string | null {
  return value === null ? null : String(value)
}

/** A field that files have brought. */
function fieldColumn(name: string): Column<AccountRow> {
  return {
    id: keptField(name),
    header: name,
    definition: 'A field that a file has brought; deals can be segmented by it in Pipeline.',
    value: (account) => account.fields?.[name] ?? null,
    width: 140,
    sortable: false,
    ifRoom: true,
    phone: 'off',
  }
}

function ownColumns({ number, money, regional }: Format): Column<AccountRow>[] {
  const { currency } = regional
  const amount = (minor: number) => (minor === 0 ? '' : money(minor))
  const count = (value: number | null) => (value === null ? '' : number(value))
  return [
    { id: 'name', header: 'Account', value: (account) => account.name, grow: true, phone: 'title' },
    { id: 'industry', header: 'Industry', value: (account) => account.industry, width: 150, phone: 'line' },
    { id: 'country', header: 'Country', value: (account) => account.country, width: 120, phone: 'line' },
    { id: 'territory', header: 'Territory', value: (account) => account.territoryName, width: 120 },
    {
      id: 'openDeals',
      header: 'Open deals',
      kind: 'number',
      value: (account) => account.openDeals,
      cell: (account) => account.openDeals || '',
    },
    {
      id: 'openAmount',
      header: 'Open',
      kind: 'number',
      width: 150,
      value: (account) => account.openAmountMinor,
      currency: () => currency,
      cell: (account) => amount(account.openAmountMinor),
      phone: 'aside',
    },
    {
      id: 'wonAmount',
      header: 'Won',
      kind: 'number',
      width: 150,
      value: (account) => account.wonAmountMinor,
      currency: () => currency,
      cell: (account) => amount(account.wonAmountMinor),
    },
    {
      id: 'employees',
      header: 'Employees',
      kind: 'number',
      hidden: true,
      value: (account) => account.employees,
      cell: (account) => count(account.employees),
    },
    {
      id: 'revenue',
      header: 'Revenue',
      kind: 'number',
      hidden: true,
      width: 170,
      value: (account) => account.annualRevenueMinor,
      currency: () => currency,
      cell: (account) => (account.annualRevenueMinor === null ? '' : money(account.annualRevenueMinor)),
    },
  ]
}
