import { Group, NativeSelect, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { minuteOf, minuteText } from '#company/local-time.ts'
import { weekdays } from '#company/schedule.ts'
import type { Timetable } from '../../digests/schema.ts'

const rhythms = [
  { value: 'day', label: 'Every day' },
  { value: 'working day', label: 'Monday to Friday' },
  { value: 'week', label: 'Every week' },
  { value: 'month', label: 'Every month' },
]

/** When a digest comes, by the clock of its maker. */
export function WhenFields(props: { when: Timetable; timeZone: string; onChange: (when: Timetable) => void }) {
  const { when, timeZone, onChange } = props
  const [time, setTime] = useState(minuteText(when.minute))
  const { minute } = when
  const begin = (every: string) => {
    if (every === 'week') onChange({ every, weekday: 1, minute })
    else if (every === 'month') onChange({ every, monthDay: 1, minute })
    else onChange({ every: every as 'day', minute })
  }
  return (
    <Group gap="sm" align="flex-start" grow preventGrowOverflow={false}>
      <NativeSelect
        label="Comes"
        data={rhythms}
        value={when.every}
        onChange={(event) => begin(event.currentTarget.value)}
      />
      {when.every === 'week' && (
        <NativeSelect
          label="On"
          data={weekdays.map((label, at) => ({ label, value: String(at + 1) }))}
          value={String(when.weekday)}
          onChange={(event) => onChange({ ...when, weekday: Number(event.currentTarget.value) })}
        />
      )}
      {when.every === 'month' && (
        <NumberInput
          label="On day"
          description={when.monthDay > 28 ? 'Or the last of a shorter month.' : undefined}
          min={1}
          max={31}
          clampBehavior="strict"
          value={when.monthDay}
          onChange={(day) => typeof day === 'number' && day >= 1 && onChange({ ...when, monthDay: day })}
        />
      )}
      <TextInput
        type="time"
        label={`At (${timeZone})`}
        error={minuteOf(time) === null && 'An hour of the day, such as 08:00.'}
        value={time}
        onChange={(event) => {
          setTime(event.currentTarget.value)
          const typed = minuteOf(event.currentTarget.value)
          if (typed !== null) onChange({ ...when, minute: typed })
        }}
      />
    </Group>
  )
}
