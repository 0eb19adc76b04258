import { day, decimal, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs, type RowRule, stop } from '#platform/importing/rule.ts'
import { metricCalled, metrics } from './metrics.ts'

/** How a file sets goals in counts and units: one row per goal, with what it counts in a column. */
export const countFile: Omit<FileKind, 'loads'> = {
  name: 'goals in counts',
  turn: 61,
  fields: [
    text('metric', 'Counts', 5, 'metric kpi counts counted measure kennzahl goaltype quotatype'),
    reference(
      'person',
      'Person',
      'person',
      2,
      'person owner rep employee salesperson user name salesrep seller accountexecutive quotaowner verkäufer mitarbeiter',
    ),
    text('team', 'Team', 1, 'team teamname'),
    reference('territory', 'Territory', 'territory', 1, 'territory region'),
    reference('family', 'Family', 'family', 1, 'family category productfamily'),
    day(
      'starts_on',
      'Period from',
      3,
      'periodstart start startdate startson month quarterstart from quarter fiscalquarter period',
      {
        byContent: 'days',
        periods: 'ends_on',
      },
    ),
    day('ends_on', 'Period until', 1, 'enddate periodend end endson to until untilbefore'),
    decimal('target', 'Target', 3, 'target goal quota count units number ziel vorgabe amount'),
  ],
  required: [['metric'], ['target'], ['starts_on']],
  fileWords: /count|activity|unit|kpi|goal/i,
  rule: countRule(),
  permission: 'goals:edit',
  sees: 'quotas',
  event: 'goals.quotas.imported',
  door: { label: 'See the goals', to: '/goals?tab=counts', permission: 'goals:read' },
}

function countRule(): RowRule {
  const filled = needs('metric', 'target', 'starts_on')
  return (row, input) => {
    filled(row, input)
    const { cells } = row
    const metric = cells.metric ? metricCalled(cells.metric) : null
    if (cells.metric && !metric)
      stop(
        row,
        'metric',
        'unknown metric',
        `"${cells.metric}" is nothing that goals count; it is one of ${metrics.join(', ')}`,
      )
    if (metric) cells.metric = metric
    const subjects = ['person', 'team', 'territory', 'family'].filter((field) => cells[field])
    if (subjects.length > 1)
      stop(row, subjects[1]!, 'two subjects', `a goal belongs to one ${subjects.join(' or ')}, not to both`)
    if (cells.target?.startsWith('-')) stop(row, 'target', 'negative goal', 'a goal cannot be negative')
    if (cells.ends_on && cells.starts_on && cells.ends_on < cells.starts_on)
      stop(row, 'ends_on', 'period ends before it starts', `${cells.starts_on} until ${cells.ends_on} holds no day`)
  }
}
