import { day, decimal, reference } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs, type RowRule, stop } from '#platform/importing/rule.ts'

/** How a file lists who completed which course. */
export const completionFile: Omit<FileKind, 'loads'> = {
  name: 'course completions',
  turn: 75,
  fields: [
    reference('course', 'Course', 'sales resource', 4, 'course coursename training kurs', { unknownKey: 'quarantine' }),
    reference('person', 'Person', 'person', 2, 'person participant learner attendee employee name teilnehmer'),
    day('completed_on', 'Completed on', 4, 'completedon completed completiondate completedat abgeschlossenam'),
    decimal('score', 'Score', 1, 'score result points'),
  ],
  required: [['course'], ['person'], ['completed_on']],
  fileWords: /completion|training|course/i,
  rule: completionRule(),
  permission: 'enablement:edit',
  event: 'enablement.completions.imported',
  door: { label: 'See enablement', to: '/enablement?tab=courses', permission: 'enablement:read' },
}

function completionRule(): RowRule {
  const filled = needs('course', 'person', 'completed_on')
  return (row, input) => {
    filled(row, input)
    const { cells } = row
    if (cells.completed_on && cells.completed_on > input.today)
      stop(row, 'completed_on', 'day in the future', `${cells.completed_on} has not come yet`)
    if (cells.score && !(Number(cells.score) >= 0 && Number(cells.score) <= 100))
      stop(row, 'score', 'score out of range', `${cells.score} is not between 0 and 100`)
  }
}
