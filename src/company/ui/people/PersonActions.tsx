import { Button, Group, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { type PersonDetail, peopleContract } from '../../people/contract.ts'
import { EditPerson } from './EditPerson.tsx'
import { ErasePerson } from './ErasePerson.tsx'
import { LeaveCompany } from './LeaveCompany.tsx'
import { MovePerson } from './MovePerson.tsx'

type Doing = 'edit' | 'manager' | 'team' | 'leave' | 'erase' | null

/** What one may do with a person, each in a small form of its own. */
export function PersonActions({ person }: { person: PersonDetail }) {
  const { can } = useSession()
  const [doing, setDoing] = useState<Doing>(null)
  const back = useCommand(peopleContract.comeBack, { onDone: () => toast(`${person.name} is back`) })
  if (person.erasedAt || !can('company:edit')) return null
  const close = () => setDoing(null)
  return (
    <>
      <Group gap="xs">
        <Button variant="default" size="xs" onClick={() => setDoing('edit')}>
          Edit
        </Button>
        <Button variant="default" size="xs" onClick={() => setDoing('manager')}>
          Change manager
        </Button>
        <Button variant="default" size="xs" onClick={() => setDoing('team')}>
          Change team
        </Button>
        <Menu position="bottom-end" shadow="md">
          <Menu.Target>
            <Button variant="default" size="xs" aria-label={`More for ${person.name}`} px={8}>
              <IconDots size={16} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {person.leftOn ? (
              <Menu.Item onClick={() => back.mutate({ params: { id: person.id } })}>Take back: did not leave</Menu.Item>
            ) : (
              <Menu.Item onClick={() => setDoing('leave')}>Leaves the company…</Menu.Item>
            )}
            {can('company:erase') && (
              <Menu.Item c="var(--behind)" onClick={() => setDoing('erase')}>
                Erase for good…
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      </Group>
      {doing === 'edit' && <EditPerson person={person} onClose={close} />}
      {doing === 'manager' && <MovePerson person={person} to="manager" onClose={close} />}
      {doing === 'team' && <MovePerson person={person} to="team" onClose={close} />}
      {doing === 'leave' && <LeaveCompany person={person} onClose={close} />}
      {doing === 'erase' && <ErasePerson person={person} onClose={close} />}
    </>
  )
}
