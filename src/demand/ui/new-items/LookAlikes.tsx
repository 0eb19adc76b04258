import { Button, Group, MultiSelect } from '@mantine/core'
import { useState } from 'react'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { LookAlike, NewItem } from '../../new-items/contract.ts'

/** Chooses by hand the items whose start a new item is expected to repeat, found by name, code or family. */
export function LookAlikes({ newItem, onDone }: { newItem: NewItem; onDone: () => void }) {
  const { item, like, likeChosenBy } = newItem
  const [ids, setIds] = useState(likeChosenBy ? like.map(({ id }) => id) : [])
  const [search, setSearch] = useState('')
  const [names, setNames] = useState(new Map(like.map(({ id, name, code }) => [id, `${name} (${code})`])))
  const { data } = useCall(demandContract.lookAlikes, { params: { id: item.id }, query: { search } })
  const labelOf = useLabel()
  const found = data?.items ?? []
  const choose = useCommand(demandContract.chooseLookAlikes, {
    onDone: ({ chosen }) => {
      toast(
        chosen > 0
          ? 'Kept: the forecast follows the items you chose.'
          : 'Those nearest by what is known of them count again.',
      )
      onDone()
    },
  })
  const options = new Map([
    ...ids.map((id) => [id, names.get(id) ?? id] as const),
    ...found.map((each) => [each.id, labelOf(each)] as const),
  ])
  const save = (items: string[]) => choose.mutate({ params: { id: item.id }, body: { items } })
  return (
    <>
      <MultiSelect
        label="Items that are alike"
        description="At least 3 that were sold, of any family. Search by name, code or family."
        searchable
        searchValue={search}
        onSearchChange={setSearch}
        filter={({ options: all }) => all}
        nothingFoundMessage={data ? 'No item that was sold in the last year is called so.' : 'Looking …'}
        data={[...options].map(([value, label]) => ({ value, label }))}
        value={ids}
        onChange={(next) => {
          setNames(new Map([...names, ...found.map((each) => [each.id, `${each.name} (${each.code})`] as const)]))
          setIds(next)
        }}
      />
      <Group gap="xs" my="sm">
        <Button size="xs" disabled={ids.length < 3} loading={choose.isPending} onClick={() => save(ids)}>
          Use these
        </Button>
        {likeChosenBy && (
          <Button size="xs" variant="default" loading={choose.isPending} onClick={() => save([])}>
            The nearest again
          </Button>
        )}
      </Group>
    </>
  )
}

/** An item with what tells it from others: family, price, what it sold. */
function useLabel(): (item: LookAlike) => string {
  const { decimalMoney, number } = useFormat()
  return ({ name, code, family, price, units }) =>
    [`${name} (${code})`, family, price !== null && decimalMoney(price.toFixed(2)), `${number(units)} units a year`]
      .filter(Boolean)
      .join(' · ')
}
