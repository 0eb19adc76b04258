import { useMemo } from 'react'
import { crmContract } from '#crm/contract.ts'
import { call } from '#platform/ui/call.ts'
import { everyPage } from '#platform/ui/every-page.ts'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCallPages } from '#platform/ui/use-call.ts'
import type { Contact } from '../../contacts/contract.ts'
import classes from '../crm.module.css'
import { SearchBox } from '../DealFilters.tsx'

const columns: Column<Contact>[] = [
  { id: 'name', header: 'Contact', value: ({ name }) => name, grow: true, phone: 'title' },
  { id: 'title', header: 'Title', value: ({ title }) => title, width: 170, sortable: false, phone: 'line' },
  { id: 'account', header: 'Account', value: ({ accountName }) => accountName, width: 200, phone: 'line' },
  { id: 'email', header: 'E-mail', value: ({ email }) => email, width: 230, sortable: false },
  { id: 'phone', header: 'Phone', value: ({ phone }) => phone, width: 130, sortable: false },
  { id: 'owner', header: 'Owner', value: ({ ownerName }) => ownerName, width: 140 },
]

/** The people at accounts. */
export function ContactsTab() {
  const [search, change] = useUrlParams()
  const query = { search: search.search, sort: search.sort ?? 'name:asc', limit: 200 }
  const pages = useCallPages(crmContract.listContacts, { query }, (last) =>
    last.next === null ? null : { offset: last.next },
  )
  const page = (offset: number) => call(crmContract.listContacts, { query: { ...query, offset, limit: 500 } })
  const contacts = useMemo(() => pages.data?.pages.flatMap((each) => each.contacts) ?? [], [pages.data])
  if (pages.error && contacts.length === 0) return <ErrorState error={pages.error} retry={pages.refetch} />
  return (
    <DataGrid<Contact>
      name="contacts"
      label="Contacts"
      columns={columns}
      rows={contacts}
      rowId={({ id }) => id}
      openId={search.contact ?? null}
      onOpen={({ id }) => change({ contact: id }, { push: true })}
      sort={query.sort}
      onSort={(next) => change({ sort: next })}
      total={pages.data?.pages[0]?.total ?? contacts.length}
      more={pages.fetchNextPage}
      hasMore={pages.hasNextPage}
      loading={pages.isFetching}
      allRows={async () => (await everyPage(page)).flatMap(({ contacts: all }) => all)}
      viewParams={['search', 'sort']}
      toolbar={
        <div className={classes.tools}>
          <SearchBox label="Search contacts" />
          <AddButton param="contact" may="crm:edit">
            Add a contact
          </AddButton>
        </div>
      }
      empty={
        <EmptyState
          title="No contacts here"
          teaches="A contact is a person at an account. Contacts come with an import, when a lead is converted, or are added by hand."
        />
      }
    />
  )
}
