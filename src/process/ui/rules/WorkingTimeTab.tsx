import { Anchor, Button, Group, MultiSelect, Stack, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { companyContract } from '#company/contract.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { rulesContract } from '../../rules/contract.ts'

type Time = z.output<(typeof rulesContract)['workingTime']['reply']>

/** When the company works: the clock of time limits. Holidays and leave are set in the company. */
export function WorkingTimeTab() {
  const call = useCall(rulesContract.workingTime)
  return <Ready call={call}>{(time) => <TimeForm key={JSON.stringify(time)} time={time} />}</Ready>
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
        <DaysOff holidays={time.holidays} />
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

/** The holidays to come, and the way to where they and leave are set. */
function DaysOff({ holidays }: Pick<Time, 'holidays'>) {
  const { day } = useFormat()
  const { data } = useCall(companyContract.today)
  const next = holidays.filter((holiday) => holiday.day >= (data?.today ?? '')).slice(0, 3)
  return (
    <Text size="sm" c="dimmed">
      Time limits stand still on{' '}
      <Anchor component={Link} to={'/company?tab=calendar' as never} size="sm" underline="always">
        holidays of the company
      </Anchor>
      {next.length > 0 && ` (next: ${next.map((each) => `${day(each.day)} ${each.name}`.trim()).join(', ')})`}. Who is
      on{' '}
      <Anchor component={Link} to={'/company?tab=leave' as never} size="sm" underline="always">
        leave
      </Anchor>{' '}
      gets no new deals, and their substitute approves. Both are set under Company.
    </Text>
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
