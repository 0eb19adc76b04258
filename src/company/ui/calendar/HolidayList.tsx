import { Button, FileButton, Group } from '@mantine/core'
import { useState } from 'react'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Holiday, holidaysContract } from '../../holidays/contract.ts'
import spans from '../public/spans.module.css'
import { useTerritoryOptions } from '../territories/use-territory-options.ts'
import classes from './holidays.module.css'

/** The holidays of a fiscal year, one home for time limits, due days, cycles and one-on-ones: add, import, work after all. */
export function HolidayList({ from, to }: { from: string; to: string }) {
  const call = useCall(holidaysContract.holidays, { query: { from } })
  const { can } = useSession()
  const [adding, setAdding] = useState(false)
  return (
    <div className={classes.holidays}>
      <Section title="Holidays">
        <p className={spans.sentence}>
          Days on which nobody works: time limits stand still, due days of playbooks and cycles move, one-on-ones are
          proposed on other days. A holiday of a territory holds for the one-on-ones of its teams.
        </p>
        <Ready call={call}>
          {({ holidays }) => <Days holidays={holidays.filter(({ day }) => day < to)} mayEdit={can('company:edit')} />}
        </Ready>
        {can('company:edit') &&
          (adding ? (
            <AddHoliday from={from} close={() => setAdding(false)} />
          ) : (
            <Group gap="xs">
              <Button variant="default" size="compact-md" onClick={() => setAdding(true)}>
                Add a holiday
              </Button>
              <ImportIcs />
            </Group>
          ))}
      </Section>
    </div>
  )
}

function Days({ holidays, mayEdit }: { holidays: Holiday[]; mayEdit: boolean }) {
  const { day } = useFormat()
  const add = useCommand(holidaysContract.addHolidays)
  const end = useCommand(holidaysContract.endHoliday)
  function workOn({ id, ...holiday }: Holiday): void {
    const { name, territoryId } = holiday
    const undo = () => add.mutate({ body: { holidays: [{ day: holiday.day, name, territoryId }] } })
    end.mutate({ params: { id } }, { onSuccess: () => toast(`${day(holiday.day)} is worked after all`, { undo }) })
  }
  if (holidays.length === 0) return <p className={spans.sentence}>No holiday in this year.</p>
  return (
    <ul className={`${spans.spans} ${classes.days}`}>
      {holidays.map((holiday) => (
        <li key={holiday.id}>
          <span>
            {day(holiday.day)} <strong>{holiday.name}</strong>
            {holiday.territoryName && ` · ${holiday.territoryName}`}
          </span>
          {mayEdit && (
            <Button
              size="compact-xs"
              variant="subtle"
              aria-label={`Work on ${day(holiday.day)} after all`}
              onClick={() => workOn(holiday)}
            >
              Work
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}

function AddHoliday({ from, close }: { from: string; close: () => void }) {
  const territories = useTerritoryOptions()
  const add = useCommand(holidaysContract.addHolidays, { quiet: true, onDone: close })
  return (
    <RecordForm
      fields={[
        { name: 'day', label: 'Day', kind: 'date', required: true },
        { name: 'name', label: 'Name' },
        { name: 'territoryId', label: 'Only in', kind: 'select', options: territories, placeholder: 'Everywhere' },
      ]}
      initial={{ day: from, name: null, territoryId: null }}
      submit="Add"
      saving={add.isPending}
      error={add.error}
      onCancel={close}
      onSave={({ day, name, territoryId }) =>
        add.mutate({ body: { holidays: [{ day: day ?? from, name: name ?? '', territoryId }] } })
      }
    />
  )
}

function ImportIcs() {
  const read = useCommand(holidaysContract.importIcs, {
    onDone: ({ found, changed, skipped }) =>
      toast(`${found} holidays read, ${changed} new${skipped.length > 0 ? `, ${skipped.length} events left out` : ''}`),
  })
  async function send(file: File | null): Promise<void> {
    if (file) read.mutate({ body: { text: await file.text(), territoryId: null } })
  }
  return (
    <FileButton accept=".ics,text/calendar" onChange={send}>
      {(props) => (
        <Button {...props} variant="default" size="compact-md" loading={read.isPending}>
          Read a calendar (.ics)
        </Button>
      )}
    </FileButton>
  )
}
