import { useMemo } from 'react'
import { crmContract } from '#crm/contract.ts'
import { call } from '#platform/ui/call.ts'
import { everyPage } from '#platform/ui/every-page.ts'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall, useCallPages } from '#platform/ui/use-call.ts'
import type { DealRow } from '../deals/contract.ts'

/** What of the address narrows the list; the names are those of the API. */
const filterNames = [
  'search',
  'owner',
  'manager',
  'team',
  'stage',
  'outcome',
  'category',
  'account',
  'item',
  'family',
  'territory',
  'amountFrom',
  'amountTo',
  'closeFrom',
  'closeTo',
  'createdFrom',
  'createdTo',
  'closedFrom',
  'closedTo',
  'changedSince',
  'missing',
] as const

/** What a saved view of the deals holds. */
export const dealViewParams = [...filterNames, 'sort', 'group']

/** The deals that the address asks for, page by page, with their totals. */
export function useDeals() {
  const [search, change] = useUrlParams()
  const filter = useMemo(
    () => Object.fromEntries(filterNames.flatMap((name) => (search[name] ? [[name, search[name]]] : []))),
    [search],
  )
  const group = search.group === 'stage' || search.group === 'owner' ? search.group : null
  const sort = search.sort ?? 'amount:desc'
  const pages = useCallPages(crmContract.listDeals, { query: { ...filter, sort, group, limit: 200 } }, (last) =>
    last.next === null ? null : { offset: last.next },
  )
  const totals = useCall(crmContract.dealTotals, { query: { ...filter, group } })
  const deals = useMemo<DealRow[]>(() => pages.data?.pages.flatMap((page) => page.deals) ?? [], [pages.data])
  const choices = useCall(crmContract.dealChoices).data
  const owners = choices?.owners
  return {
    search,
    change,
    filter,
    group,
    sort,
    pages,
    totals,
    deals,
    choices,
    /** Every deal that matches, in the order of the list. */
    allDeals: async () => everyDeal({ ...filter, sort, group }),
    /** There is not one deal that the user may see, whatever the filter. */
    isBlank: totals.data?.count === 0 && owners !== undefined && owners.every((owner) => owner.deals === 0),
    clear: () => change(Object.fromEntries(filterNames.map((name) => [name, name === 'outcome' ? 'open' : null]))),
  }
}

async function everyDeal(query: Record<string, string | null>): Promise<DealRow[]> {
  const read = (offset: number) => call(crmContract.listDeals, { query: { ...query, offset, limit: 500 } })
  return (await everyPage(read)).flatMap((page) => page.deals)
}
