import { useQueryClient } from '@tanstack/react-query'
import { crmContract } from '#crm/contract.ts'
import { keptFieldName } from '#platform/kept/kept.ts'
import { call } from '#platform/ui/call.ts'
import type { OnEdit } from '#platform/ui/grid/use-edits.ts'
import { type RowChange, writeRows } from '#platform/ui/grid/write-rows.ts'
import { refresh } from '#platform/ui/refresh.ts'
import type { AccountChanges, AccountRow } from '../accounts/contract.ts'

/** Writes what was edited in the list of accounts, account by account; undo sets back what stood. */
export function useAccountsEdit(): OnEdit<AccountRow> {
  const cache = useQueryClient()

  async function change({ id, row, values }: RowChange<AccountRow>): Promise<() => Promise<unknown>> {
    const body = changesOf(values)
    await call(crmContract.changeAccount, { params: { id }, body })
    const stood = Object.fromEntries(Object.keys(body).map((key) => [key, row[key as keyof AccountRow]]))
    const fields = Object.fromEntries(Object.keys(body.fields ?? {}).map((name) => [name, row.fields?.[name] ?? null]))
    return async () => {
      await call(crmContract.changeAccount, { params: { id }, body: { ...stood, ...(body.fields && { fields }) } })
      refresh(cache, ['crm'])
    }
  }

  return async (changes) => {
    const outcome = await writeRows(changes, change)
    refresh(cache, ['crm'])
    return outcome
  }
}

const columns: Readonly<Record<string, keyof AccountChanges>> = {
  name: 'name',
  industry: 'industry',
  country: 'country',
  territory: 'territoryId',
  employees: 'employees',
  revenue: 'annualRevenueMinor',
}

/** The columns of the list as the facts of an account. */
function changesOf(values: RowChange<AccountRow>['values']): AccountChanges {
  const facts = Object.entries(values).flatMap(([column, value]) => (columns[column] ? [[columns[column], value]] : []))
  const fields = Object.entries(values).flatMap(([column, value]) => {
    const name = keptFieldName(column)
    return name === undefined ? [] : [[name, value === null ? null : String(value)] as const]
  })
  return { ...Object.fromEntries(facts), ...(fields.length > 0 && { fields: Object.fromEntries(fields) }) }
}
