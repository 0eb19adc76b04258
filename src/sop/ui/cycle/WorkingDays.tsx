import { CloseButton } from '@mantine/core'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'
import { AskButton } from '../AskButton.tsx'
import classes from '../sop.module.css'

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
type Holiday = { day: string; name: string }

/** By which days the steps are due: the weekend, and the holidays from the start of this cycle on; a moved one moves what is still due. */
export function WorkingDays({ cycle }: { cycle: CycleView }) {
  const call = useCall(sopContract.holidays)
  return (
    <Ready call={call}>
      {({ holidays }) => (
        <Section title="Working days" aside={<AddHoliday holidays={holidays} />}>
          <p className={classes.calm} data-explained>
            {cycle.weekend.length === 0
              ? 'Every day of the week is worked.'
              : `${cycle.weekend.map((day) => weekdays[day - 1]).join(' and ')} are not worked.`}{' '}
            The cycle began{' '}
            {cycle.workingDay > 0 ? (
              <NumberDoor value={`${cycle.workingDay} working days`} door={cycle.id} param="acts" />
            ) : (
              'not yet'
            )}
            {cycle.workingDay > 0 && ' ago'}.
          </p>
          <Holidays holidays={holidays} from={cycle.startsOn} />
        </Section>
      )}
    </Ready>
  )
}

function Holidays({ holidays, from }: { holidays: Holiday[]; from: string }) {
  const { can } = useSession()
  const { day } = useFormat()
  const set = useCommand(sopContract.setHolidays)
  const ahead = holidays.filter((each) => each.day >= from).slice(0, 12)
  if (ahead.length === 0) return <p className={classes.calm}>No holiday lies ahead.</p>
  return (
    <ul className={classes.plainList}>
      {ahead.map((holiday) => (
        <li key={holiday.day}>
          {day(holiday.day)}
          {holiday.name && <span className={classes.quiet}> {holiday.name}</span>}
          {can('sop:run') && (
            <CloseButton
              size="xs"
              style={{ display: 'inline-flex', verticalAlign: 'middle', marginInlineStart: 8 }}
              aria-label={`Work on ${day(holiday.day)} after all`}
              onClick={() => set.mutate({ body: { holidays: holidays.filter((each) => each !== holiday) } })}
            />
          )}
        </li>
      ))}
    </ul>
  )
}

function AddHoliday({ holidays }: { holidays: Holiday[] }) {
  const { can } = useSession()
  if (!can('sop:run')) return null
  return (
    <AskButton
      label="Add holiday"
      endpoint={sopContract.setHolidays}
      fields={[
        { name: 'day', label: 'Day', kind: 'date', required: true },
        { name: 'name', label: 'Name' },
      ]}
      input={({ day, name }) => ({
        body: { holidays: [...holidays.filter((each) => each.day !== day), { day: day!, name: name ?? '' }] },
      })}
      done="Due days are counted anew"
    />
  )
}
