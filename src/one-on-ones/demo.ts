import { dayAfter, formatDay, parseDay, weekdayOf } from '@drumbeat/periods'
import type { Demo, DemoCell } from '#platform/demo.ts'

type Row = Record<string, DemoCell>

/** Series of every manager with every report, held every two weeks; every eighth member was forgotten for two months. */
export const oneOnOnesDemo: Demo = (world) => {
  const lines = world.reportingLines.filter((line) => line.ends_on === null && isHere(line.person_id))
  function isHere(id: string): boolean {
    return world.people.find((person) => person.id === id)?.left_on === null
  }
  const today = formatDay(world.truth.story.today)
  const series = lines.map(
    (line, at): Row => ({
      id: idOf(1, at),
      manager_id: line.manager_id,
      member_id: line.person_id,
      every_days: 14,
      minutes: 60,
      time_zone: world.profile.time_zone,
      created_at: `${dayAfter(today, -120)}T12:00:00Z`,
    }),
  )
  const meetings = series.flatMap((each, at) => meetingsOf(String(each.id), { at, today }))
  return [
    { table: '"one-on-ones".series', rows: series },
    { table: '"one-on-ones".meeting', rows: meetings },
  ]
}

/** Two months of meetings and the next one; those of a forgotten member were skipped since. */
function meetingsOf(seriesId: string, { at, today }: { at: number; today: string }): Row[] {
  const offset = (at * 5) % 14
  return [-4, -3, -2, -1, 0].map((turn) => ({
    id: idOf(2, at * 10 + turn + 4),
    series_id: seriesId,
    starts_at: `${weekdayFrom(dayAfter(today, 14 * turn + offset))}T15:00:00Z`,
    minutes: 60,
    state: turn === 0 ? 'planned' : at % 8 === 7 && turn > -4 ? 'skipped' : 'held',
  }))
}

/** The day itself, or the Monday after a weekend. */
function weekdayFrom(day: string): string {
  const weekday = weekdayOf(parseDay(day)!)
  return weekday <= 5 ? day : dayAfter(day, 8 - weekday)
}

function idOf(kind: number, at: number): string {
  return `00000000-0000-4000-81${String(kind).padStart(2, '0')}-${String(at).padStart(12, '0')}`
}
