import { day, decimal, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs, type RowRule, stop } from '#platform/importing/rule.ts'
import { checkQuota, isTakenAway, loadedAsQuotas, otherSubjects, periodEnd } from '../quotas/file-fields.ts'
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
    ...otherSubjects,
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
    periodEnd,
    decimal('target', 'Target', 3, 'target goal quota count units number ziel vorgabe amount'),
    isTakenAway,
  ],
  required: [['metric'], ['target'], ['starts_on']],
  fileWords: /count|activity|unit|kpi|goal/i,
  rule: countRule(),
  ...loadedAsQuotas,
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
    checkQuota(row, { noun: 'goal', value: 'target' })
  }
}
