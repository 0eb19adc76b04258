import { Button, Group, SegmentedControl, Switch, TextInput } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { IconPlus, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { type Person, peopleContract } from '../../people/contract.ts'
import { AddPerson } from './AddPerson.tsx'
import { PeopleTable } from './PeopleTable.tsx'
import { PeopleTree } from './PeopleTree.tsx'
import { PersonPanel } from './PersonPanel.tsx'

/** Everybody: as the tree of who reports to whom, or as a table; one person beside it or in the drawer. */
export function PeopleTab() {
  const { can } = useSession()
  const [search] = useUrlParams()
  const isNarrow = useMediaQuery('(max-width: 64em)', undefined, { getInitialValueInEffect: false })
  const view = isNarrow || search.view === 'table' ? 'table' : 'tree'
  const left = search.left === 'show' ? 'show' : 'hide'
  const people = useCall(peopleContract.list, { query: { left, limit: 10_000 } })
  const [adding, setAdding] = useState(false)
  const add = can('company:edit') && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      Add person
    </Button>
  )
  const text = useDeferredValue(search.find ?? '')
  return (
    <>
      <Group justify="space-between" mb="md" gap="sm">
        <Toolbar view={isNarrow ? null : view} />
        {add}
      </Group>
      <Ready call={people}>
        {(data) => <Listed people={data.people} text={text} view={view} add={add || undefined} />}
      </Ready>
      {view === 'table' && (
        <DetailDrawer param="person" title="Person">
          {(id) => <PersonPanel key={id} id={id} />}
        </DetailDrawer>
      )}
      {adding && <AddPerson onClose={() => setAdding(false)} />}
    </>
  )
}

/** What to look for, as what to show it where there is room for a choice, and whether with those who left. */
function Toolbar({ view }: { view: 'tree' | 'table' | null }) {
  const [search, change] = useUrlParams()
  return (
    <Group gap="sm">
      <TextInput
        aria-label="Find people by name, title or team"
        placeholder="Name, title or team"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search.find ?? ''}
        onChange={(event) => change({ find: event.currentTarget.value || null })}
        w={240}
      />
      {view && (
        <SegmentedControl
          aria-label="Show people as"
          size="sm"
          data={[
            { value: 'tree', label: 'Tree' },
            { value: 'table', label: 'Table' },
          ]}
          value={view}
          onChange={(value) => change({ view: value === 'tree' ? null : value })}
        />
      )}
      <Switch
        label="Also those who left"
        checked={search.left === 'show'}
        onChange={(event) => change({ left: event.currentTarget.checked ? 'show' : null })}
      />
    </Group>
  )
}

function Listed(props: { people: Person[]; text: string; view: 'tree' | 'table'; add: ReactNode }) {
  const { people, text } = props
  const found = useMemo(() => people.filter((person) => matches(person, text)), [people, text])
  if (people.length === 0) {
    return (
      <EmptyState
        title="Nobody yet"
        teaches="Here you will see who works here, whom they report to and in which team, today and on any earlier day. Visibility of deals and quotas follows this tree."
        needs="People added by hand, or owners found in an import of deals."
        action={props.add}
      />
    )
  }
  return props.view === 'tree' ? <PeopleTree people={found} /> : <PeopleTable people={found} />
}

function matches({ name, title, team, email }: Person, text: string): boolean {
  const sought = text.trim().toLowerCase()
  if (sought === '') return true
  return [name, title, team?.name, email].some((part) => part?.toLowerCase().includes(sought))
}
