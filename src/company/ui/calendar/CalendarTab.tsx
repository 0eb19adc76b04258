import { dayAfter } from '@drumbeat/periods'
import { ActionIcon, Anchor, Group, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Means } from '#platform/ui/page/Means.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { companyContract, type FiscalPeriod } from '../../contract.ts'
import { useToday } from '../use-today.ts'
import { FiscalYear } from './FiscalYear.tsx'
import { HolidayList } from './HolidayList.tsx'

/** One fiscal year, drawn: quarters, months and weeks as the company counts them. */
export function CalendarTab() {
  const today = useToday()
  const [on] = useUrlParam('on')
  if (today === '') return <LoadingBlock height={420} />
  return <YearAround day={on ?? today} />
}

function YearAround({ day }: { day: string }) {
  const year = useCall(companyContract.calendar, { query: { from: day, to: day } })
  return (
    <Ready call={year} loading={<LoadingBlock height={420} />}>
      {({ years }) => (years[0] ? <Year year={years[0]} /> : null)}
    </Ready>
  )
}

function Year({ year }: { year: FiscalPeriod }) {
  const { can } = useSession()
  const { day } = useFormat()
  const [, go] = useUrlParam('on')
  const query = { from: year.startsOn, to: dayAfter(year.endsOn, -1) }
  const calendar = useCall(companyContract.calendar, { query })
  return (
    <>
      <Group justify="space-between" mb="lg" gap="sm">
        <Group gap="xs">
          <ActionIcon variant="default" aria-label="Year before" onClick={() => go(dayAfter(year.startsOn, -1))}>
            <IconChevronLeft size={16} aria-hidden />
          </ActionIcon>
          <Text fw={600} size="lg" miw={72} ta="center" aria-live="polite">
            {year.label}
          </Text>
          <ActionIcon variant="default" aria-label="Year after" onClick={() => go(year.endsOn)}>
            <IconChevronRight size={16} aria-hidden />
          </ActionIcon>
          <Text c="dimmed" size="sm">
            {day(year.startsOn)} – {day(dayAfter(year.endsOn, -1))}
            <Means of={year.label}>
              Each month with its days, and the numbers of the fiscal weeks that begin in it.
            </Means>
          </Text>
        </Group>
        {can('settings:edit') && (
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/settings" />}>
            Change the fiscal calendar
          </Anchor>
        )}
      </Group>
      <Ready call={calendar} loading={<LoadingBlock height={420} />}>
        {(data) => <FiscalYear {...data} />}
      </Ready>
      <HolidayList from={year.startsOn} to={year.endsOn} />
    </>
  )
}
