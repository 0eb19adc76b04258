import { Button, Group, MultiSelect, Stack, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { rulesContract } from '../../rules/contract.ts'
import { LeaveList } from './LeaveList.tsx'

type Time = z.output<(typeof rulesContract)['workingTime']['reply']>

/** When the company works: the clock of time limits. And who is on leave. */
export function WorkingTimeTab() {
  const call = useCall(rulesContract.workingTime)
  return (
    <>
      <Ready call={call}>{(time) => <TimeForm key={JSON.stringify(time)} time={time} />}</Ready>
      <LeaveList />
    </>
  )
}

function TimeForm({ time }: { time: Time }) {
  const { can } = useSession()
  const readOnly = !can('process:edit')
  const [days, setDays] = useState(time.days.map(String))
  const save = useCommand(rulesContract.setWorkingTime, { quiet: true, onDone: () => toast('Working time saved') })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    save.mutate({
      body: {
        days: days.map(Number),
        fromMinute: minuteOf(String(form.get('from'))),
        toMinute: minuteOf(String(form.get('to'))) || 1440,
        holidays: String(form.get('holidays'))
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => line !== '')
          .map((line) => ({ day: line.slice(0, 10), name: line.slice(10).trim() })),
      },
    })
  }
  return (
    <form onSubmit={submit} aria-label="Working time" style={{ maxWidth: 560 }}>
      <Stack gap="md">
        <MultiSelect
          label={`Working days (clock of ${time.timeZone}, or the own zone of a person)`}
          data={weekdays}
          value={days}
          onChange={setDays}
          readOnly={readOnly}
        />
        <Group grow>
          <TextInput
            type="time"
            name="from"
            label="Work begins"
            defaultValue={clock(time.fromMinute)}
            readOnly={readOnly}
            required
            withAsterisk={false}
          />
          <TextInput
            type="time"
            name="to"
            label="Work ends"
            defaultValue={clock(time.toMinute % 1440)}
            readOnly={readOnly}
            required
            withAsterisk={false}
          />
        </Group>
        <Textarea
          name="holidays"
          label="Holidays"
          description="Those of the company, kept under Company, Calendar. One a line: 2026-12-25 Christmas Day"
          autosize
          minRows={3}
          defaultValue={time.holidays.map(({ day, name }) => `${day} ${name}`).join('\n')}
          readOnly={readOnly}
        />
        <Refused error={save.error} />
        {!readOnly && (
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  )
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'].map((label, at) => ({
  value: String(at + 1),
  label,
}))

function minuteOf(clockTime: string): number {
  const [hours = '0', minutes = '0'] = clockTime.split(':')
  return Number(hours) * 60 + Number(minutes)
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
