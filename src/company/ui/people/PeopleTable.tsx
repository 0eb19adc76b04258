import { Text } from '@mantine/core'
import { useMemo } from 'react'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Person } from '../../people/contract.ts'
import { useRoleName } from '../public/use-role-name.ts'

/** People as a table; a row opens the person. */
export function PeopleTable({ people }: { people: Person[] }) {
  const [open, setOpen] = useUrlParam('person')
  const { day } = useFormat()
  const roleName = useRoleName()
  const columns = useMemo(
    (): Column<Person>[] => [
      { id: 'name', header: 'Name', value: (person) => person.name, phone: 'title', grow: true },
      { id: 'title', header: 'Title', value: (person) => person.title, width: 170 },
      { id: 'team', header: 'Team', value: (person) => person.team?.name ?? null },
      { id: 'manager', header: 'Reports to', value: (person) => person.manager?.name ?? null, width: 160 },
      { id: 'reports', header: 'Leads', kind: 'number', value: (person) => person.reports || null, phone: 'off' },
      { id: 'role', header: 'Login', value: (person) => (person.role ? roleName(person.role) : null), phone: 'aside' },
      { id: 'email', header: 'E-mail', value: (person) => person.email, width: 220, phone: 'off' },
      { id: 'zone', header: 'Time zone', value: (person) => person.timeZone, hidden: true, phone: 'off' },
      dated({ id: 'hired', header: 'Here since', of: (person) => person.hiredOn, day }),
      dated({ id: 'left', header: 'Last day', of: (person) => person.leftOn, day }),
    ],
    [day, roleName],
  )
  return (
    <DataGrid
      name="people"
      label="People"
      columns={columns}
      rows={people}
      rowId={(person) => person.id}
      openId={open}
      onOpen={(person) => setOpen(person.id, { push: true })}
      empty={<Text c="dimmed">Nobody matches. Clear the search to see everybody.</Text>}
    />
  )
}

function dated(given: {
  id: string
  header: string
  of: (person: Person) => string | null
  day: (day: string) => string
}): Column<Person> {
  return {
    id: given.id,
    header: given.header,
    value: given.of,
    cell: (person) => {
      const on = given.of(person)
      return on ? given.day(on) : ''
    },
    hidden: true,
    phone: 'off',
  }
}
