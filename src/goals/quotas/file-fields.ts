import { day, reference, text, yesNo } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { type RowCells, stop } from '#platform/importing/rule.ts'

/** Whose a quota of a file may be, beside a person's. */
export const otherSubjects = [
  text('team', 'Team', 1, 'team teamname'),
  reference('territory', 'Territory', 'territory', 1, 'territory region', { shortCodes: true }),
  reference('family', 'Family', 'family', 1, 'family category productfamily'),
]

/** The end of a quota's period; without it the next one of the subject ends it. */
export const periodEnd = day('ends_on', 'Period until', 1, 'enddate periodend end endson to until untilbefore')

/** Whether it was taken away where the file comes from. */
export const isTakenAway = yesNo('deleted', 'Deleted?', 0, 'isdeleted deleted archived')

/** Who may load files of quotas, and what follows. */
export const loadedAsQuotas = {
  permission: 'goals:edit',
  sees: 'quotas',
  event: 'goals.quotas.imported',
} as const satisfies Partial<FileKind>

/** What files say of themselves: quotas are money, goals are counts and units. */
export type Noun = 'quota' | 'goal'

/** A quota belongs to one subject, is not negative, and its period holds a day. */
export function checkQuota(row: RowCells, { noun, value }: { noun: Noun; value: string }): void {
  const { cells } = row
  const subjects = ['person', 'team', 'territory', 'family'].filter((field) => cells[field])
  if (subjects.length > 1)
    stop(row, subjects[1]!, 'two subjects', `a ${noun} belongs to one ${subjects.join(' or ')}, not to both`)
  if (cells[value]?.startsWith('-')) stop(row, value, `negative ${noun}`, `a ${noun} cannot be negative`)
  if (cells.ends_on && cells.starts_on && cells.ends_on < cells.starts_on)
    stop(row, 'ends_on', 'period ends before it starts', `${cells.starts_on} until ${cells.ends_on} holds no day`)
}
