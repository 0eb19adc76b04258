import type { Column } from '#platform/ui/grid/column.ts'
import type { useFormat } from '#platform/ui/use-format.tsx'
import type { AttainedQuota } from '../schema.ts'
import classes from './goals.module.css'

/** By these a quota is found again when its file comes back: whose it is by kind, and what it is as it was set. */
export const quotaFileColumns: Column<AttainedQuota>[] = [
  subject('person', 'Person'),
  subject('team', 'Team'),
  subject('territory', 'Territory'),
  subject('family', 'Family'),
  {
    id: 'set',
    header: 'Quota',
    kind: 'number',
    definition: 'As it was set, in its own currency.',
    value: (quota) => quota.amountMinor,
    currency: (quota) => quota.currency,
  },
]

/** The columns of the list of quotas, in the currency of the company. */
export function quotaColumns(format: ReturnType<typeof useFormat>, currency: string): Column<AttainedQuota>[] {
  const money = (minor: number | null) =>
    minor === null ? <span className={classes.none}>no rate</span> : format.money(minor, currency)
  const share = (value: number | null) => (value === null ? '' : format.percent(value))
  const figure = (id: string, header: string, of: (quota: AttainedQuota) => number | null): Column<AttainedQuota> => ({
    id,
    header,
    kind: 'number',
    width: 136,
    value: of,
    currency: () => currency,
    cell: (quota) => money(of(quota)),
    phone: 'line',
  })
  return [
    { id: 'whose', header: 'Whose', value: (quota) => quota.subjectName, grow: true, phone: 'title' },
    {
      id: 'from',
      header: 'From',
      width: 110,
      value: (quota) => quota.startsOn,
      cell: (quota) => format.day(quota.startsOn),
      phone: 'line',
    },
    {
      id: 'to',
      header: 'Until before',
      width: 110,
      value: (quota) => quota.endsOn,
      cell: (quota) => format.day(quota.endsOn),
      phone: 'line',
    },
    { id: 'counts', header: 'Counts', fileHeader: 'Credit from', width: 100, value: (quota) => quota.counts },
    { ...figure('quota', 'Quota', (quota) => quota.companyMinor), fileHeader: 'In company currency' },
    figure('closed', 'Closed', (quota) => quota.closedMinor),
    {
      id: 'attained',
      header: 'Attained',
      kind: 'number',
      width: 92,
      value: (quota) => quota.attainment,
      cell: (quota) => share(quota.attainment),
      phone: 'line',
    },
    figure('withReports', 'With reports', (quota) => quota.withReportsMinor),
  ]
}

function subject(kind: AttainedQuota['subjectKind'], header: string): Column<AttainedQuota> {
  return { id: kind, header, value: (quota) => (quota.subjectKind === kind ? quota.subjectName : null) }
}
