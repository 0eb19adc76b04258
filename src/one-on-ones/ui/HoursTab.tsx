import { Anchor, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { LeaveList } from '#company/ui/public/LeaveList.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { oneOnOnesContract } from '../contract.ts'
import classes from './one-on-ones.module.css'

type Mine = z.output<(typeof oneOnOnesContract.hours)['reply']>
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

/** When one works, and the days on which no one-on-one is proposed. */
export function HoursTab() {
  const call = useCall(oneOnOnesContract.hours)
  return (
    <Ready call={call}>
      {(mine) => (
        <Stack gap="xl">
          <Text size="sm" className={classes.calm}>
            Times of one-on-ones are proposed within them, by the clock of {mine.timeZone.replaceAll('_', ' ')}. In your
            calendar program they stand with all else that has a day for you:{' '}
            <Anchor component={Link} to={'/actions?calendar=open' as never} size="sm" underline="always">
              get the address
            </Anchor>
            .
          </Text>
          <HoursForm key={JSON.stringify(mine.hours)} hours={mine.hours} />
          <DaysOff holidays={mine.holidays} />
        </Stack>
      )}
    </Ready>
  )
}

function HoursForm({ hours }: Pick<Mine, 'hours'>) {
  const [days, setDays] = useState(hours.days)
  const set = useCommand(oneOnOnesContract.setHours, { quiet: true })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    set.mutate({
      body: { days, fromMinute: minuteOf(String(form.get('from'))), toMinute: minuteOf(String(form.get('to'))) },
    })
  }
  return (
    <Section title="Working hours">
      <form onSubmit={submit} className={classes.form}>
        <Group gap="sm">
          {weekdays.map((name, at) => (
            <Checkbox
              key={name}
              label={name}
              checked={days.includes(at + 1)}
              onChange={({ currentTarget: { checked } }) =>
                setDays(checked ? [...days, at + 1] : days.filter((day) => day !== at + 1))
              }
            />
          ))}
        </Group>
        <TextInput name="from" type="time" label="From" defaultValue={clockOf(hours.fromMinute)} required />
        <TextInput name="to" type="time" label="To" defaultValue={clockOf(hours.toMinute)} required />
        <Refused error={set.error} />
        <Button type="submit" variant="default" loading={set.isPending}>
          Save working hours
        </Button>
      </form>
    </Section>
  )
}

/** One's leave, kept in the company, and the holidays to come. */
function DaysOff({ holidays }: Pick<Mine, 'holidays'>) {
  const { day } = useFormat()
  const { user } = useSession()
  return (
    <>
      {user.personId && (
        <Section title="Leave">
          <LeaveList personId={user.personId} />
        </Section>
      )}
      <Section title="Holidays">
        <Text size="sm" className={classes.calm}>
          {holidays.length === 0
            ? 'None to come. '
            : `${holidays
                .slice(0, 12)
                .map((each) => `${day(each.day)} ${each.name}`.trim())
                .join(', ')}. `}
          They are kept under{' '}
          <Anchor component={Link} to={'/company?tab=calendar' as never} size="sm" underline="always">
            Company, Calendar
          </Anchor>
          .
        </Text>
      </Section>
    </>
  )
}

function clockOf(minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minute / 60) % 24)}:${two(minute % 60)}`
}

function minuteOf(clock: string): number {
  const [hour, minute] = clock.split(':').map(Number)
  return (hour ?? 0) * 60 + (minute ?? 0)
}
