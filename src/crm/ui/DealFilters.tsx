import { CloseButton, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { majorText, readMoney } from '#platform/numbers/minor.ts'
import { type Filter, FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { useUrlParam, useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import classes from './crm.module.css'
import { LinkedChips, linkedNames } from './LinkedChips.tsx'
import { RangeChip } from './RangeChip.tsx'

const rangeNames = ['closeFrom', 'closeTo', 'closedFrom', 'closedTo', 'amountFrom', 'amountTo']

/** Filters of the list of deals; of the two close days the one that fits the outcome in view. */
export function DealFilters() {
  const [search] = useUrlParams()
  const onlyOpen = search.outcome === 'open' && !search.closedFrom && !search.closedTo
  const onlyClosed =
    search.outcome !== undefined && !search.outcome.includes('open') && !search.closeFrom && !search.closeTo
  const choices = useCall(crmContract.dealChoices)
  const { day, decimal, shortMoney, regional } = useFormat()
  const ranges = (
    <>
      <LinkedChips />
      {!onlyClosed && <RangeChip label="Expected close" from="closeFrom" to="closeTo" type="date" shown={day} />}
      {!onlyOpen && <RangeChip label="Closed" from="closedFrom" to="closedTo" type="date" shown={day} />}
      <RangeChip
        label="Amount"
        from="amountFrom"
        to="amountTo"
        type={{ as: 'money', currency: regional.currency }}
        read={(typed) => storedMinor(typed, regional)}
        write={(stored) => decimal(majorText(Number(stored), regional.currency))}
        shown={(stored) => shortMoney(Number(stored))}
      />
    </>
  )
  return (
    <div className={classes.filters}>
      <FilterChips
        filters={choices.data ? filtersOf(choices.data) : []}
        more={{ chips: ranges, params: [...rangeNames, ...linkedNames] }}
      />
    </div>
  )
}

/** A typed bound as the address keeps it, in minor units. */
function storedMinor(typed: string, regional: { locale: string; currency: string }): string | { problem: string } {
  const read = readMoney(typed, { ...regional, negative: true })
  if (read.kind === 'refused') return { problem: read.says }
  return read.kind === 'read' ? String(read.minor) : ''
}

/** A search that follows the typing and lives in the address. */
export function SearchBox({ label }: { label: string }) {
  const [search, setSearch] = useUrlParam('search')
  const [typed, setTyped] = useState(search ?? '')
  useEffect(() => {
    const timer = setTimeout(() => typed !== (search ?? '') && setSearch(typed || null), 250)
    return () => clearTimeout(timer)
  }, [typed, search, setSearch])
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed && <CloseButton size="sm" aria-label="Clear the search" onClick={() => setTyped('')} />}
      className={classes.search}
    />
  )
}

type Choices = {
  owners: { id: string; name: string; deals: number }[]
  managers: { id: string; name: string }[]
  teams: { id: string; name: string }[]
  stages: { id: string; name: string }[]
  items: { id: string; name: string }[]
  territories: { id: string; name: string }[]
}

function filtersOf(choices: Choices): Filter[] {
  const named = (some: { id: string; name: string; deals?: number }[]) =>
    some.map(({ id, name, deals }) => ({ value: id, label: name, ...(deals !== undefined && { count: deals }) }))
  const plain = (some: string[]) => some.map((value) => ({ value, label: value[0]!.toUpperCase() + value.slice(1) }))
  const filters: Filter[] = [
    { param: 'outcome', label: 'Outcome', options: plain(['open', 'won', 'lost']) },
    { param: 'stage', label: 'Stage', options: named(choices.stages) },
    { param: 'owner', label: 'Owner', options: named(choices.owners) },
    { param: 'manager', label: 'Reports of', options: named(choices.managers) },
    { param: 'team', label: 'Team', options: named(choices.teams) },
    { param: 'category', label: 'Category', options: plain(['pipeline', 'best case', 'commit', 'closed', 'omitted']) },
    { param: 'territory', label: 'Territory', options: named(choices.territories) },
    { param: 'item', label: 'Item', options: named(choices.items) },
  ]
  return filters.filter((filter) => filter.options.length > 1)
}
