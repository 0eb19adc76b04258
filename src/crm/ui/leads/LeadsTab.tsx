import { useMemo } from 'react'
import { crmContract } from '#crm/contract.ts'
import { dayIn } from '#platform/clock.ts'
import { call } from '#platform/ui/call.ts'
import { everyPage } from '#platform/ui/every-page.ts'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall, useCallPages } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Lead } from '../../leads/contract.ts'
import { leadStatuses } from '../../leads/lead-status.ts'
import classes from '../crm.module.css'
import { SearchBox } from '../DealFilters.tsx'

const narrowing = ['search', 'status', 'source', 'owner', 'country', 'team', 'untouchedDays'] as const

/** The list of leads with first and last touch. */
export function LeadsTab() {
  const [search, change] = useUrlParams()
  const format = useFormat()
  const sort = search.sort ?? 'created:desc'
  const filter = Object.fromEntries(narrowing.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))
  const query = { ...filter, sort, limit: 200 } as never
  const pages = useCallPages(crmContract.listLeads, { query }, (last) =>
    last.next === null ? null : { offset: last.next },
  )
  const page = (offset: number) =>
    call(crmContract.listLeads, { query: { ...filter, sort, offset, limit: 500 } as never })
  const leads = useMemo(() => pages.data?.pages.flatMap((each) => each.leads) ?? [], [pages.data])
  const columns = useMemo(() => columnsOf(format), [format])
  if (pages.error && leads.length === 0) return <ErrorState error={pages.error} retry={pages.refetch} />
  return (
    <DataGrid<Lead>
      name="leads"
      label="Leads"
      columns={columns}
      rows={leads}
      rowId={({ id }) => id}
      openId={search.lead ?? null}
      onOpen={({ id }) => change({ lead: id }, { push: true })}
      sort={sort}
      onSort={(next) => change({ sort: next })}
      total={pages.data?.pages[0]?.total ?? leads.length}
      more={pages.fetchNextPage}
      hasMore={pages.hasNextPage}
      loading={pages.isFetching}
      allRows={async () => (await everyPage(page)).flatMap(({ leads: all }) => all)}
      viewParams={[...narrowing, 'sort']}
      toolbar={<Tools />}
      empty={
        <EmptyState
          title="No leads here"
          teaches="A lead is a person who may become a customer. Leads come with an import (Salesforce, HubSpot or any CSV), through the API, or are added by hand."
        />
      }
    />
  )
}

function Tools() {
  const choices = useCall(crmContract.leadChoices).data
  const plain = (values: readonly string[] = []) => values.map((value) => ({ value, label: value }))
  const named = (some: { id: string; name: string }[] = []) => some.map(({ id, name }) => ({ value: id, label: name }))
  const filters = [
    { param: 'status', label: 'Status', options: plain(leadStatuses) },
    { param: 'source', label: 'Source', options: plain(choices?.sources) },
    { param: 'owner', label: 'Owner', options: named(choices?.owners) },
    { param: 'team', label: 'Team', options: named(choices?.teams) },
    { param: 'country', label: 'Country', options: plain(choices?.countries) },
    { param: 'untouchedDays', label: 'Untouched', single: true, options: silences },
  ]
  return (
    <div className={classes.tools}>
      <SearchBox label="Search leads" />
      <FilterChips filters={filters.filter(({ options }) => options.length > 1)} />
      <AddButton param="lead" may="crm:edit">
        Add a lead
      </AddButton>
    </div>
  )
}

const silences = [3, 7, 14, 30].map((days) => ({ value: String(days), label: `for ${days} days` }))

function columnsOf({ number, day, regional }: ReturnType<typeof useFormat>): Column<Lead>[] {
  const at = (instant: string | null) => (instant === null ? '' : day(dayIn(regional.timeZone, new Date(instant))))
  return [
    { id: 'name', header: 'Lead', value: ({ name }) => name, grow: true, phone: 'title' },
    { id: 'company', header: 'Company', value: ({ company }) => company, width: 170, phone: 'line' },
    { id: 'status', header: 'Status', value: ({ status }) => status, width: 110, phone: 'aside' },
    { id: 'source', header: 'Source', value: ({ source }) => source, width: 110, phone: 'line' },
    { id: 'owner', header: 'Owner', value: ({ ownerName }) => ownerName, width: 140 },
    {
      id: 'created',
      header: 'Created',
      value: (lead) => lead.createdAt,
      cell: (lead) => at(lead.createdAt),
      width: 120,
    },
    {
      id: 'lastTouch',
      header: 'Last touch',
      value: (lead) => lead.lastTouchAt,
      cell: (lead) => at(lead.lastTouchAt),
      width: 120,
      definition: 'The last call, mail, meeting or note, or the change to contacted',
    },
    {
      id: 'untouched',
      width: 130,
      header: 'Untouched',
      unit: 'days',
      kind: 'number',
      adds: false,
      sortable: false,
      value: (lead) => lead.untouchedDays,
      cell: (lead) => (lead.untouchedDays === null ? '' : number(lead.untouchedDays)),
      definition: 'Whole days since the last touch, or since creation when there was none; of open leads',
    },
    { id: 'email', header: 'E-mail', value: ({ email }) => email, hidden: true, sortable: false },
    { id: 'country', header: 'Country', value: ({ country }) => country, hidden: true, sortable: false },
  ]
}
