import { Group, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo } from 'react'
import { keptField, withKept } from '#platform/kept/kept.ts'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { FilterChips } from '#platform/ui/page/FilterChips.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Panels } from '#platform/ui/panels.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Family, type Item, itemsContract } from '../../items/contract.ts'
import { FamilyList } from './FamilyList.tsx'
import { ItemForm } from './ItemForm.tsx'
import { useAttributes } from './use-attributes.ts'
import { useItemsEdit } from './use-items-edit.ts'

/** What a saved view of the items holds. */
const itemViewParams = ['code', 'families']

/** What is sold, and the families that group it. */
export function ItemsTab() {
  const items = useCall(itemsContract.list, { query: { limit: 20_000 } })
  const families = useCall(itemsContract.families)
  return (
    <>
      <Ready call={items}>{(data) => <Items items={data.items} families={families.data?.families ?? []} />}</Ready>
      <Ready call={families} loading={null}>
        {(data) => <FamilyList families={data.families} />}
      </Ready>
    </>
  )
}

function Items({ items, families }: { items: Item[]; families: Family[] }) {
  const [search, change] = useUrlParams()
  const text = useDeferredValue(search.code ?? '')
  const columns = useItemColumns()
  const onEdit = useItemsEdit()
  const mayEdit = useSession().can('company:edit')
  const rows = useMemo(
    () => items.filter((item) => isFound(item, { text, families: search.families ?? '' })),
    [items, text, search.families],
  )
  return (
    <>
      <DataGrid
        name="items"
        label="Items"
        viewParams={itemViewParams}
        columns={columns}
        rows={rows}
        rowId={(item) => item.id}
        openId={search.id ?? null}
        onOpen={(item) => change({ id: item.id }, { push: true })}
        {...(mayEdit && { onEdit })}
        toolbar={<Toolbar families={families} />}
        empty={
          <EmptyState
            title={items.length === 0 ? 'No items yet' : 'No item matches'}
            teaches={
              items.length === 0
                ? 'An item is what you sell. Demand is forecast per item and summed by family and territory.'
                : 'Clear the search or the filter to see all items.'
            }
            {...(items.length === 0 && { needs: 'Items added by hand, or found in an import of order lines.' })}
          />
        }
      />
      <RecordDrawer param="id" noun="item" rows={items} rowId={(item) => item.id} nameOf={(item) => item.name}>
        {(item) => (
          <>
            <ItemForm item={item} families={families} />
            {item && <Panels noun="item" id={item.id} />}
          </>
        )}
      </RecordDrawer>
    </>
  )
}

function Toolbar({ families }: { families: Family[] }) {
  const [search, change] = useUrlParams()
  const options = families.map(({ id, name, items: count }) => ({ value: id, label: name, count }))
  return (
    <Group gap="sm">
      <TextInput
        aria-label="Find items by code, name or attribute"
        placeholder="Code, name, brand …"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search.code ?? ''}
        onChange={(event) => change({ code: event.currentTarget.value || null })}
        w={200}
      />
      <FilterChips filters={[{ param: 'families', label: 'Family', options }]} />
      <AddButton param="id" may="company:edit">
        Add item
      </AddButton>
    </Group>
  )
}

function useItemColumns(): Column<Item>[] {
  const { decimalMoney, regional, day } = useFormat()
  const attributes = useAttributes()
  return useMemo(
    () => [
      { id: 'code', header: 'Code', value: (item) => item.code, width: 120, phone: 'line' },
      { id: 'name', header: 'Item', value: (item) => item.name, phone: 'title', grow: true },
      { id: 'family', header: 'Family', value: (item) => item.family?.name ?? null, width: 150 },
      { id: 'unit', header: 'Unit', value: (item) => item.unit, width: 80, phone: 'off' },
      {
        id: 'price',
        header: 'List price',
        unit: regional.currency,
        kind: 'number',
        value: (item) => (item.listPrice === null ? null : Number(item.listPrice)),
        cell: (item) => (item.listPrice === null ? '' : decimalMoney(item.listPrice)),
        phone: 'aside',
      },
      {
        id: 'from',
        header: 'Sold from',
        value: (item) => item.activeFrom,
        cell: (item) => (item.activeFrom ? day(item.activeFrom) : ''),
        width: 120,
        phone: 'off',
      },
      {
        id: 'to',
        header: 'Until',
        fileHeader: 'Sold until',
        value: (item) => item.activeTo,
        cell: (item) => (item.activeTo ? day(item.activeTo) : ''),
        width: 120,
        phone: 'off',
      },
      ...attributes.map(attributeColumn),
    ],
    [decimalMoney, regional, day, attributes],
  )
}

/** An attribute of items, typed or pasted in its cells. */
function attributeColumn(name: string): Column<Item> {
  const value = (item: Item) => item.fields?.[name] ?? null
  return {
    id: keptField(name),
    header: name,
    definition: 'An attribute that files or people have given to items. Demand can be grouped by it.',
    value,
    width: 120,
    ifRoom: true,
    phone: 'off',
    edit: {
      kind: 'text',
      value,
      apply: (item, text) => ({
        ...item,
        fields: withKept(item.fields, { [name]: text === null ? null : String(text) }),
      }),
    },
  }
}

function isFound(item: Item, { text, families }: { text: string; families: string }): boolean {
  const chosen = families.split(',').filter(Boolean)
  if (chosen.length > 0 && !chosen.includes(item.family?.id ?? '')) return false
  const sought = text.trim().toLowerCase()
  const texts = [item.code, item.name, ...Object.values(item.fields ?? {})]
  return texts.some((each) => each.toLowerCase().includes(sought))
}
