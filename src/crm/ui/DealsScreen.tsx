import { Button, SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useEffect, useMemo, useState } from 'react'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import type { RowGroup } from '#platform/ui/grid/lines.ts'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealRow, DealTotals } from '../deals/contract.ts'
import { AddDeal } from './AddDeal.tsx'
import { ChangeAll } from './ChangeAll.tsx'
import classes from './crm.module.css'
import { DealDetail } from './DealDetail.tsx'
import { DealFilters, SearchBox } from './DealFilters.tsx'
import { DealsAnswer } from './DealsAnswer.tsx'
import { DealsDoors } from './DealsDoors.tsx'
import { dealColumns, dealKey } from './deal-columns.tsx'
import { dealEdits } from './deal-edits.ts'
import { ProductsGrid } from './lines/ProductsGrid.tsx'
import { dealViewParams, useDeals } from './use-deals.ts'
import { useDealsEdit } from './use-deals-edit.ts'

/** More deals than this are not changed in one step: each keeps a line of its own in its history and in the audit. */
const MOST_AT_ONCE = 1000

/** The deals: what they come to, the list, and the story of each. */
export function DealsScreen() {
  const list = useDeals()
  const { search, change, pages, totals, deals, isBlank } = list
  const { can } = useSession()
  const [adding, setAdding] = useState(false)
  const isBare = Object.keys(search).length === 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a bare address is given its first filter, once
  useEffect(() => {
    if (isBare) change({ outcome: 'open' })
  }, [])
  const sums = totals.data
  return (
    <Page
      title="Deals"
      answer={sums && !isBlank && <DealsAnswer totals={sums} />}
      actions={can('crm:edit') && <Button onClick={() => setAdding(true)}>Add a deal</Button>}
    >
      {!isBlank && <DealFilters />}
      {pages.error && deals.length === 0 ? (
        <ErrorState error={pages.error} retry={pages.refetch} />
      ) : search.group === 'products' && !isBlank ? (
        <ProductsGrid
          filter={list.filter}
          viewParams={dealViewParams}
          toolbar={
            <div className={classes.tools}>
              <Tools list={list} />
            </div>
          }
        />
      ) : (
        <DealsGrid list={list} />
      )}
      {sums && <DealsDoors totals={sums} />}
      <DetailDrawer param="deal" title="Deal" size={640}>
        {(id) => <DealDetail id={id} />}
      </DetailDrawer>
      {can('crm:edit') && <AddDeal opened={adding} onClose={() => setAdding(false)} />}
    </Page>
  )
}

type DealsList = ReturnType<typeof useDeals>

function DealsGrid({ list }: { list: DealsList }) {
  const { search, change, group, sort, pages, totals, deals, isBlank, clear, choices, allDeals } = list
  const onEdit = useDealsEdit()
  const format = useFormat()
  const { can } = useSession()
  const sums = totals.data
  const onlyClosed = search.outcome !== undefined && !search.outcome.includes('open')
  const columns = useMemo(
    () =>
      dealColumns(format, {
        total: sums
          ? {
              sum: format.money(sums.amountMinor, sums.currency),
              asked: sums.askedMinor === null ? null : format.money(sums.askedMinor, sums.currency),
              today: sums.rateDay,
            }
          : null,
        onlyClosed,
        ...(choices && { fields: choices.fields, edits: dealEdits(choices) }),
      }),
    [format, sums, onlyClosed, choices],
  )
  const groups = useMemo(() => new Map(sums?.groups.map((each) => [each.key, each])), [sums])
  const groupOf = (deal: DealRow) => groupOfDeal(deal, { by: group, groups, currency: sums?.currency, format })
  return (
    <DataGrid<DealRow>
      name="deals"
      label="Deals"
      fileColumns={[dealKey]}
      columns={columns}
      rows={deals}
      rowId={(deal) => deal.id}
      openId={search.deal ?? null}
      onOpen={(deal) => change({ deal: deal.id }, { push: true })}
      sort={sort}
      onSort={(next) => change({ sort: next })}
      total={sums?.count ?? deals.length}
      more={pages.fetchNextPage}
      hasMore={pages.hasNextPage}
      loading={pages.isFetching}
      allRows={allDeals}
      viewParams={dealViewParams}
      {...(can('crm:edit') && choices && { onEdit })}
      {...(group && { group: groupOf })}
      toolbar={
        <div className={classes.tools}>
          <Tools list={list} />
          {can('crm:edit') && choices && sums && sums.count > 1 && sums.count <= MOST_AT_ONCE && (
            <ChangeAll count={sums.count} choices={choices} allDeals={allDeals} onEdit={onEdit} />
          )}
        </div>
      }
      height="max(320px, calc(100dvh - 330px))"
      empty={isBlank ? <NoDealsYet /> : <NothingMatches clear={clear} />}
    />
  )
}

function Tools({ list: { search, change } }: { list: DealsList }) {
  return (
    <>
      <SearchBox label="Search deals and accounts" />
      <GroupBy group={search.group ?? null} onChange={(next) => change({ group: next })} />
    </>
  )
}

function GroupBy({ group, onChange }: { group: string | null; onChange: (group: string | null) => void }) {
  return (
    <SegmentedControl
      size="xs"
      aria-label="Group by"
      className={classes.group}
      value={group ?? 'none'}
      onChange={(value) => onChange(value === 'none' ? null : value)}
      data={[
        { value: 'none', label: 'One list' },
        { value: 'stage', label: 'By stage' },
        { value: 'owner', label: 'By owner' },
        { value: 'products', label: 'Products' },
      ]}
    />
  )
}

function NothingMatches({ clear }: { clear: () => void }) {
  return (
    <EmptyState
      title="No deal matches"
      teaches="Take a filter out, or look for another word. Deals of people outside your team are not shown."
      action={
        <Button variant="default" onClick={clear}>
          Show all open deals
        </Button>
      }
    />
  )
}

function NoDealsYet() {
  const { can } = useSession()
  return (
    <EmptyState
      title="No deals yet"
      teaches="Here you will see every deal with its stage, amount and expected close, and how each came to be what it is."
      needs={
        can('imports:run')
          ? 'An export of your CRM as CSV, or a deal added by hand.'
          : 'A deal of your own or of your team; others are not shown to you.'
      }
      action={
        can('imports:run') && (
          <Button component={Link} to="/imports">
            Import deals
          </Button>
        )
      }
    />
  )
}

type Grouping = {
  by: string | null
  groups: ReadonlyMap<string, DealTotals['groups'][number]>
  currency: string | undefined
  format: ReturnType<typeof useFormat>
}

/** The group of a deal, with how many deals it holds and what they come to. */
function groupOfDeal(deal: DealRow, { by, groups, currency, format }: Grouping): RowGroup {
  const byStage = by === 'stage'
  const key = byStage ? deal.stageId : (deal.ownerId ?? 'none')
  const sum = groups.get(key)
  return {
    key,
    label: byStage ? deal.stageName : (deal.ownerName ?? 'Nobody'),
    aside: sum && `${format.number(sum.count)} · ${format.money(sum.amountMinor, currency)}`,
  }
}
