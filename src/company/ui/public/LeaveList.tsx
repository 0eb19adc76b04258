import { Button } from '@mantine/core'
import { useState } from 'react'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Leave, leaveContract } from '../../leave/contract.ts'
import classes from './spans.module.css'

/** Leave from today on, of one person or of all whose leave one sees: add it, or take it back. */
export function LeaveList({ personId }: { personId?: string | undefined }) {
  const call = useCall(leaveContract.leave, { query: personId ? { personId } : {} })
  const { can } = useSession()
  const [adding, setAdding] = useState(false)
  return (
    <Ready call={call}>
      {({ leave, people }) => (
        <div className={classes.narrow}>
          <Spans leave={leave} isOfOne={personId !== undefined} />
          {can('company:leave') &&
            people.length > 0 &&
            (adding ? (
              <AddLeave personId={personId} people={people} close={() => setAdding(false)} />
            ) : (
              <Button variant="default" size="compact-md" onClick={() => setAdding(true)}>
                Add leave
              </Button>
            ))}
        </div>
      )}
    </Ready>
  )
}

function Spans({ leave, isOfOne }: { leave: Leave[]; isOfOne: boolean }) {
  const { day } = useFormat()
  const { can } = useSession()
  const add = useCommand(leaveContract.addLeave)
  const end = useCommand(leaveContract.endLeave)
  const days = ({ startsOn, lastDay }: Leave) =>
    startsOn === lastDay ? day(startsOn) : `${day(startsOn)} to ${day(lastDay)}`
  function takeBack({ id, personId, personName, startsOn, lastDay, note }: Leave): void {
    const undo = () => add.mutate({ body: { personId, startsOn, lastDay, note } })
    end.mutate({ params: { id } }, { onSuccess: () => toast(`The leave of ${personName} is taken back`, { undo }) })
  }
  if (leave.length === 0) return <p className={classes.sentence}>No leave to come.</p>
  return (
    <ul className={classes.spans}>
      {leave.map((each) => (
        <li key={each.id}>
          <span>
            {!isOfOne && <strong>{each.personName} </strong>}
            {days(each)}
            {each.note && ` · ${each.note}`}
          </span>
          {can('company:leave') && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Take back the leave of ${each.personName}, ${days(each)}`}
              onClick={() => takeBack(each)}
            >
              Take back
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function AddLeave(props: { personId: string | undefined; people: { id: string; name: string }[]; close: () => void }) {
  const { people, close } = props
  const own = useSession().user.personId
  const [first] = people
  const personId = props.personId ?? (people.some(({ id }) => id === own) ? own : first!.id)
  const add = useCommand(leaveContract.addLeave, {
    quiet: true,
    onDone: () => {
      close()
      toast('The leave is noted')
    },
  })
  return (
    <RecordForm
      fields={[
        ...(props.personId === undefined && people.length > 1
          ? [
              {
                name: 'personId' as const,
                label: 'Person',
                kind: 'select' as const,
                required: true,
                options: people.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]
          : []),
        { name: 'startsOn', label: 'First day away', kind: 'date', required: true },
        { name: 'lastDay', label: 'Last day away', kind: 'date', description: 'Empty: that one day.' },
        { name: 'note', label: 'Note', description: 'For your own leave only, and read by you alone.' },
      ]}
      initial={{ personId, startsOn: null, lastDay: null, note: null }}
      submit="Add"
      saving={add.isPending}
      error={add.error}
      onCancel={close}
      onSave={({ personId: chosen, startsOn, lastDay, note }) =>
        startsOn &&
        add.mutate({
          body: { personId: chosen ?? personId!, startsOn, lastDay: lastDay ?? startsOn, note: note ?? '' },
        })
      }
    />
  )
}
