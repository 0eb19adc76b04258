import type { Column } from '#platform/ui/grid/column.ts'
import type { useFormat } from '#platform/ui/use-format.tsx'
import type { CountQuota } from '../../counts/contract.ts'

type Format = ReturnType<typeof useFormat>

/** The columns of goals in counts and units. */
export function countColumns(format: Format): Column<CountQuota>[] {
  const share = (value: number | null) => (value === null ? '' : format.percent(value))
  return [
    { id: 'whose', header: 'Whose', value: ({ subjectName }) => subjectName, grow: true, phone: 'title' },
    { id: 'metric', header: 'Counts', width: 140, value: ({ metric }) => metric, phone: 'line' },
    dayColumn(format, 'from', 'From', ({ startsOn }) => startsOn),
    dayColumn(format, 'to', 'Until before', ({ endsOn }) => endsOn),
    figure(format, 'target', 'Target', ({ target }) => target, 'What is to be reached within the dates of the goal.'),
    figure(
      format,
      'reached',
      'Reached',
      ({ reached }) => reached,
      'What came within the dates of the goal; open the row for each one.',
    ),
    {
      id: 'attained',
      header: 'Attained',
      kind: 'number',
      width: 100,
      value: ({ attainment }) => attainment,
      cell: ({ attainment }) => share(attainment),
      definition: 'Reached over target.',
      phone: 'aside',
    },
    figure(
      format,
      'withReports',
      'With reports',
      ({ withReports }) => withReports,
      'Of a person: with everybody below, by the team tree of the last day.',
    ),
    figure(
      format,
      'passedDown',
      'Passed down',
      ({ passedDown }) => passedDown,
      'The sum of what the direct reports have for the same days.',
    ),
  ]
}

type Of = (quota: CountQuota) => string | null

function figure({ decimal }: Format, id: string, header: string, of: Of, definition: string): Column<CountQuota> {
  return {
    id,
    header,
    kind: 'number',
    width: 110,
    value: of,
    adds: false,
    cell: (quota) => {
      const value = of(quota)
      return value === null ? '' : decimal(value)
    },
    definition,
    phone: 'line',
  }
}

function dayColumn({ day }: Format, id: string, header: string, of: (quota: CountQuota) => string): Column<CountQuota> {
  return { id, header, width: 110, value: of, cell: (quota) => day(of(quota)), phone: 'off' }
}
