import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { call } from '#platform/ui/call.ts'
import { everyPage } from '#platform/ui/every-page.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall, useCallPages } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { AccountRow } from '../accounts/contract.ts'
import { AccountDetail } from './AccountDetail.tsx'
import { AccountForm } from './AccountForm.tsx'
import { accountColumns, accountEdits } from './account-columns.tsx'
import classes from './crm.module.css'
import { SearchBox } from './DealFilters.tsx'
import { ContactDrawer } from './leads/ContactDrawer.tsx'
import { useAccountsEdit } from './use-accounts-edit.ts'

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
  const columns = useColumns({ number, money, regional })
  const onEdit = useAccountsEdit()
  const mayEdit = useSession().can('crm:edit')
  const [adding, setAdding] = useState(false)
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
          {...(mayEdit && { onEdit })}
          toolbar={<Filters onAdd={mayEdit ? () => setAdding(true) : null} />}
          empty={
            <EmptyState
              title="No accounts here"
              teaches="Accounts are the companies you sell to. They come with an import of your CRM, or are added by hand."
            />
          }
        />
      )}
      <DetailDrawer param="account" title="Account" size={640}>
        {(id) => <AccountDetail id={id} />}
      </DetailDrawer>
      {adding && (
        <Dialog title="Add an account" onClose={() => setAdding(false)}>
          <AccountForm account={null} onClose={() => setAdding(false)} />
        </Dialog>
      )}
      <ContactDrawer {...(search.account && { accountId: search.account })} />
    </Page>
  )
}

/** The columns of the list, which are edited by those who may. */
function useColumns({ number, money, regional }: Format) {
  const choices = useCall(crmContract.accountChoices).data
  return useMemo(() => {
    const { fields = [], territories = [] } = choices ?? {}
    const named = territories.map(({ id, name }) => ({ value: id, label: name }))
    const edits = choices && accountEdits({ currency: regional.currency, territories: named, fields })
    return accountColumns({ number, money, regional }, { fields, ...(edits && { edits }) })
  }, [number, money, regional, choices])
}

type Format = Pick<ReturnType<typeof useFormat>, 'number' | 'money' | 'regional'>

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

function Filters({ onAdd }: { onAdd: (() => void) | null }) {
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
      {onAdd && (
        <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={onAdd}>
          Add account
        </Button>
      )}
    </div>
  )
}
