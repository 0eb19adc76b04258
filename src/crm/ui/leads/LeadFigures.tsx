import { dayAfter } from '@drumbeat/periods'
import { Group, Select } from '@mantine/core'
import { useMemo } from 'react'
import { companyContract } from '#company/contract.ts'
import { crmContract } from '#crm/contract.ts'
import { BarChart } from '#platform/ui/charts/BarChart.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import classes from '../crm.module.css'

const dimensions = ['month', 'quarter', 'source', 'owner', 'country', 'industry'] as const

/** What comes of leads: by period, source or owner. */
export function LeadFigures() {
  const [search, change] = useUrlParams()
  const today = useCall(companyContract.today).data?.today
  const by = dimensions.find((each) => each === search.by) ?? 'source'
  const from = search.from ?? (today && dayAfter(today, -365))
  const call = useCall(
    crmContract.leadMeasures,
    { query: { by, from, to: search.to } as never },
    { enabled: from !== undefined },
  )
  return (
    <>
      <Group gap="sm" mb="md">
        <Select
          size="xs"
          aria-label="By segment"
          data={dimensions.map((value) => ({ value, label: `By ${value}` }))}
          value={by}
          allowDeselect={false}
          onChange={(value) => change({ by: value === 'source' ? null : value })}
        />
        <Select
          size="xs"
          aria-label="Created within"
          data={today ? spans.map(([days, label]) => ({ value: dayAfter(today, -days), label })) : []}
          value={from ?? null}
          allowDeselect={false}
          onChange={(value) => change({ from: value })}
        />
      </Group>
      <Ready call={call}>
        {({ groups, untouchedDays }) => (
          <>
            <Conversion groups={groups} by={by} />
            <Figures groups={groups} by={by} untouchedDays={untouchedDays} />
          </>
        )}
      </Ready>
      <p className={classes.sub}>
        Rates look at the leads created in the span, followed to today: those still open can yet be converted, so a
        young group's conversion rate can rise by as much as its open share.
      </p>
    </>
  )
}

const spans = [
  [30, 'Created in the last 30 days'],
  [91, 'Created in the last 13 weeks'],
  [365, 'Created in the last 12 months'],
  [3650, 'Created in the last 10 years'],
] as const

type Cohort = {
  created: number
  contacted: number
  qualified: number
  converted: number
  open: number
  conversionRate: number | null
  openShare: number | null
  medianHoursToFirstTouch: number | null
  medianDaysToConversion: number | null
  untouched: number
}
type Figure = { key: string; label: string; cohort: Cohort }

function Conversion({ groups, by }: { groups: Figure[]; by: string }) {
  const { percent } = useFormat()
  const bars = groups
    .slice(0, 24)
    .map(({ key, label, cohort }) => ({ id: key, label, value: 100 * (cohort.conversionRate ?? 0) }))
  if (bars.length === 0) return null
  return (
    <BarChart
      label={`Conversion rate by ${by}`}
      unit="% of leads"
      bars={bars}
      format={(value) => percent(value / 100, 1)}
    />
  )
}

function Figures({ groups, by, untouchedDays }: { groups: Figure[]; by: string; untouchedDays: number }) {
  const format = useFormat()
  const [, change] = useUrlParams()
  const columns = useMemo(() => columnsOf({ by, untouchedDays, format }), [by, untouchedDays, format])
  const opens = by === 'source' || by === 'owner' || by === 'country'
  return (
    <DataGrid<Figure>
      key={by}
      name="lead-figures"
      label="Figures of leads"
      columns={columns}
      rows={groups}
      rowId={({ key }) => key}
      {...(opens && {
        onOpen: ({ key }: Figure) => change({ tab: null, by: null, from: null, [by]: key }, { push: true }),
      })}
    />
  )
}

function columnsOf(given: {
  by: string
  untouchedDays: number
  format: ReturnType<typeof useFormat>
}): Column<Figure>[] {
  const { number, percent } = given.format
  const count = (id: keyof Cohort, header: string, definition: string): Column<Figure> => ({
    ...{ id, header, definition, kind: 'number', value: ({ cohort }) => cohort[id] },
    cell: ({ cohort }) => number(cohort[id] ?? 0),
  })
  const rate = (id: keyof Cohort, header: string, definition: string): Column<Figure> => ({
    ...{ id, header, definition, kind: 'number', adds: false, value: ({ cohort }) => cohort[id] },
    cell: ({ cohort }) => (cohort[id] === null ? '–' : percent(cohort[id], 1)),
  })
  const span = (id: keyof Cohort, header: string, unit: string, definition: string): Column<Figure> => ({
    ...{ id, header, unit, definition, kind: 'number', width: 130, adds: false, value: ({ cohort }) => cohort[id] },
    cell: ({ cohort }) => (cohort[id] === null ? '–' : number(cohort[id], 1)),
  })
  return [
    {
      id: 'group',
      header: given.by[0]!.toUpperCase() + given.by.slice(1),
      value: ({ label }) => label,
      grow: true,
      phone: 'title',
    },
    { ...count('created', 'Created', 'Leads created in the span'), phone: 'aside' },
    { ...count('contacted', 'Contacted', 'Touched, or said to be contacted, qualified or converted'), ifRoom: true },
    { ...count('qualified', 'Qualified', 'Ever qualified, also those converted since'), ifRoom: true },
    count('converted', 'Converted', 'Turned into an account and a contact'),
    { ...rate('conversionRate', 'Conversion', 'Converted of all created in the span'), phone: 'line' },
    rate('openShare', 'Still open', 'Neither converted nor disqualified, of all created in the span'),
    span(
      'medianHoursToFirstTouch',
      'First touch',
      'hours',
      'Median from creation to the first touch, of leads that were touched',
    ),
    span(
      'medianDaysToConversion',
      'To conversion',
      'days',
      'Median from creation to conversion, of leads that were converted',
    ),
    count(
      'untouched',
      `Untouched ${given.untouchedDays} d`,
      `Open leads that nobody touched for ${given.untouchedDays} days`,
    ),
  ]
}
