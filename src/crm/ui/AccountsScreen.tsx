import { useMemo } from 'react'
import { crmContract } from '#crm/contract.ts'
import { keptField } from '#platform/kept/kept.ts'
import { call } from '#platform/ui/call.ts'
import { everyPage } from '#platform/ui/every-page.ts'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall, useCallPages } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { AccountRow } from '../accounts/contract.ts'
import { AccountDetail } from './AccountDetail.tsx'
import classes from './crm.module.css'
import { SearchBox } from './DealFilters.tsx'
import { ContactDrawer } from './leads/ContactDrawer.tsx'

/** What a saved view of the accounts holds. */
const accountViewParams = ['search', 'industry', 'country', 'territory', 'sort']

/** The accounts: who they are, and what is open and won with each. */
export function AccountsScreen() {
  const [search, change] = useUrlParams()
  const { number, money, regional } = useFormat()
  const sort = search.sort ?? 'openAmount:desc'
  const { search: words, industry, country, territory } = search
  const query = { search: words, industry, country, territory, sort, limit: 200 }
  const pages = useCallPages(crmContract.listAccounts, { query }, (last) =>
    last.next === null ? null : { offset: last.next },
  )
  const page = (offset: number) => call(crmContract.listAccounts, { query: { ...query, offset, limit: 500 } })
  const accounts = useMemo(() => pages.data?.pages.flatMap((page) => page.accounts) ?? [], [pages.data])
  const total = pages.data?.pages[0]?.total
  const fields = useCall(crmContract.accountChoices).data?.fields
  const columns = useMemo(
    () => [...accountColumns({ number, money, regional }), ...(fields ?? []).map(fieldColumn)],
    [number, money, regional, fields],
  )
  return (
    <Page title="Accounts" answer={total !== undefined && <Sentence total={total} accounts={accounts} sort={sort} />}>
      {pages.error && accounts.length === 0 ? (
        <ErrorState error={pages.error} retry={pages.refetch} />
      ) : (
        <DataGrid<AccountRow>
          name="accounts"
          label="Accounts"
          columns={columns}
          rows={accounts}
          rowId={(account) => account.id}
          openId={search.account ?? null}
          onOpen={(account) => change({ account: account.id }, { push: true })}
          sort={sort}
          onSort={(next) => change({ sort: next })}
          total={total ?? accounts.length}
          more={pages.fetchNextPage}
          hasMore={pages.hasNextPage}
          loading={pages.isFetching}
          allRows={async () => (await everyPage(page)).flatMap(({ accounts: all }) => all)}
          viewParams={accountViewParams}
          toolbar={<Filters />}
          empty={
            <EmptyState
              title="No accounts here"
              teaches="Accounts are the companies you sell to. They come with an import of your CRM, or with a deal added by hand."
            />
          }
        />
      )}
      <DetailDrawer param="account" title="Account" size={640}>
        {(id) => <AccountDetail id={id} />}
      </DetailDrawer>
      <ContactDrawer {...(search.account && { accountId: search.account })} />
    </Page>
  )
}

function Sentence({ total, accounts, sort }: { total: number; accounts: AccountRow[]; sort: string }) {
  const { number, shortMoney } = useFormat()
  const top = sort === 'openAmount:desc' ? accounts.filter((account) => account.openAmountMinor > 0).slice(0, 3) : []
  return (
    <Answer means="Accounts that match the filters; open is the sum of their open deals in the company's currency.">
      <NumberBelow value={number(total)} rows="Accounts" /> {total === 1 ? 'account' : 'accounts'}
      {top.length > 0 && '; most is open with '}
      {top.map((account, at) => (
        <span key={account.id}>
          {at > 0 && ', '}
          {account.name}{' '}
          <span style={{ whiteSpace: 'nowrap' }}>
            (
            <NumberDoor
              value={shortMoney(account.openAmountMinor)}
              door={account.id}
              param="account"
              label={`Open with ${account.name}`}
            />
            )
          </span>
        </span>
      ))}
      .
    </Answer>
  )
}

function Filters() {
  const choices = useCall(crmContract.accountChoices).data
  const plain = (values: string[] = []) => values.map((value) => ({ value, label: value }))
  const territories = (choices?.territories ?? []).map(({ id, name }) => ({ value: id, label: name }))
  const filters = [
    { param: 'industry', label: 'Industry', options: plain(choices?.industries) },
    { param: 'country', label: 'Country', options: plain(choices?.countries) },
    { param: 'territory', label: 'Territory', options: territories },
  ]
  return (
    <div className={classes.tools}>
      <SearchBox label="Search accounts" />
      <FilterChips filters={filters.filter((filter) => filter.options.length > 1)} />
    </div>
  )
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

type Format = Pick<ReturnType<typeof useFormat>, 'number' | 'money' | 'regional'>

function accountColumns({ number, money, regional }: Format): Column<AccountRow>[] {
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
