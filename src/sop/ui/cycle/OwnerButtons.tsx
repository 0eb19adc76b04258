import { Button, Group } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { AskButton } from '../AskButton.tsx'

type Props = { cycle: CycleView; step: CycleView['steps'][number] }
const places = [0, 1, 2] as const

/** Names the owners of a step, and who stands in for each. */
export function ChangeOwners({ cycle, step }: Props) {
  const { can } = useSession()
  const people = usePeopleOptions()
  if (!can('sop:run') || cycle.state === 'over' || step.state === 'closed') return null
  const asked = places.slice(0, Math.min(3, step.owners.length + 1))
  return (
    <AskButton
      label="Change owners"
      title={`Owners of step ${step.number}`}
      isSmall
      endpoint={sopContract.stepOwners}
      fields={asked.flatMap((at) => [
        { name: `owner${at}`, label: at === 0 ? 'Owner' : 'Further owner', kind: 'select' as const, options: people },
        { name: `substitute${at}`, label: 'Who stands in', kind: 'select' as const, options: people },
      ])}
      initial={Object.fromEntries(
        step.owners.flatMap(({ person, substitute }, at) => [
          [`owner${at}`, person.id],
          [`substitute${at}`, substitute?.id ?? null],
        ]),
      )}
      input={(values) => ({
        params: { id: cycle.id, step: step.number },
        body: {
          owners: asked.flatMap((at) => {
            const personId = values[`owner${at}`]
            return personId ? [{ personId, substituteId: values[`substitute${at}`] ?? null }] : []
          }),
        },
      })}
    />
  )
}

/** Notes who came to the meeting of an open step. */
export function AttendanceButtons({ cycle, step, person }: Props & { person: { id: string; name: string } }) {
  const { can } = useSession()
  const note = useCommand(sopContract.attendance)
  if (!can('sop:contribute') || step.state !== 'open') return null
  const said = step.attendance.find(({ personId }) => personId === person.id)?.present
  return (
    <Group gap={6} mt={4}>
      {([true, false] as const).map((present) => (
        <Button
          key={String(present)}
          size="compact-xs"
          variant={said === present ? 'light' : 'default'}
          aria-pressed={said === present}
          aria-label={`${person.name} ${present ? 'attended' : 'was absent'}`}
          onClick={() =>
            note.mutate({ params: { id: cycle.id, step: step.number }, body: { personId: person.id, present } })
          }
        >
          {present ? 'Attended' : 'Absent'}
        </Button>
      ))}
    </Group>
  )
}
