import { Group, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useDeferredValue, useMemo } from 'react'
import { call } from '#platform/ui/call.ts'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCallPages } from '#platform/ui/use-call.ts'
import { recordContracts } from '../contract.ts'
import type { RecordNoun } from '../records/record.ts'
import { RecordFormOf } from './RecordFormOf.tsx'
import { aboutOf, type RecordRow, useRecordColumns } from './use-record-columns.tsx'
import { useRecordsEdit } from './use-records-edit.ts'

const pageLength = 200

/** The live rows of one kind of record, page by page, found by item. */
export function RecordsGrid({ noun }: { noun: RecordNoun }) {
  const [search, change] = useUrlParams()
  const item = useDeferredValue(search.item ?? '')
  const itemField = noun.fields.find((field) => field.noun === 'item')?.name
  const query = { ...(item && itemField && { [itemField]: item }), ...(search.sort && { sort: search.sort }) }
  const contract = recordContracts[noun.path]!.list
  const pages = useCallPages(contract, { query: { ...query, limit: pageLength } as never }, (last, all) =>
    all.length * pageLength < last.total ? ({ offset: all.length * pageLength } as never) : null,
  )
  const rows = useMemo(() => (pages.data?.pages.flatMap((page) => page.rows) ?? []) as RecordRow[], [pages.data])
  const columns = useRecordColumns(noun)
  const onEdit = useRecordsEdit(noun)
  const mayEdit = useSession().can('supply:edit')
  return (
    <Ready call={pages}>
      {(data) => (
        <>
          <DataGrid<RecordRow>
            name={`supply-${noun.path}`}
            label={`${noun.plural[0]!.toUpperCase()}${noun.plural.slice(1)}`}
            columns={columns}
            rows={rows}
            rowId={(row) => row.id}
            keyOf={aboutOf(noun)}
            openId={search.id ?? null}
            onOpen={(row) => change({ id: row.id }, { push: true })}
            {...(mayEdit && { onEdit })}
            sort={search.sort ?? null}
            onSort={(sort) => change({ sort })}
            total={data.pages[0]?.total ?? 0}
            more={pages.fetchNextPage}
            hasMore={pages.hasNextPage}
            loading={pages.isFetching}
            allRows={async () => {
              const { rows: every } = await call(contract, { query: { ...query, limit: 10_000 } as never })
              return every as RecordRow[]
            }}
            toolbar={
              <Group gap="sm">
                {itemField && <FindItem text={search.item ?? ''} onText={(text) => change({ item: text || null })} />}
                <AddButton param="id" may="supply:edit">
                  {`Add ${noun.one}`}
                </AddButton>
              </Group>
            }
            empty={<Nothing noun={noun} found={item !== ''} />}
          />
          <RecordDrawer
            param="id"
            noun={noun.one}
            rows={rows}
            rowId={(row) => row.id}
            nameOf={(row) =>
              `${noun.one[0]!.toUpperCase()}${noun.one.slice(1)} ${row.code ?? row.orderNumber ?? row.item ?? row.name ?? ''}`
            }
          >
            {(row) => <RecordFormOf noun={noun} row={row} />}
          </RecordDrawer>
        </>
      )}
    </Ready>
  )
}

function FindItem({ text, onText }: { text: string; onText: (text: string) => void }) {
  return (
    <TextInput
      aria-label="Rows of an item, by its code or whole name"
      placeholder="Code of an item"
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => onText(event.currentTarget.value)}
      w={200}
    />
  )
}

function Nothing({ noun, found }: { noun: RecordNoun; found: boolean }) {
  return (
    <EmptyState
      title={found ? `No ${noun.plural} match` : `No ${noun.plural} yet`}
      teaches={noun.words}
      needs={`${noun.plural} added by hand, or a file of them dropped on Import: ${noun.fields
        .filter((field) => field.required)
        .map((field) => field.label.toLowerCase())
        .join(', ')} at least.`}
    />
  )
}
