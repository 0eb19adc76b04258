import { day, reference } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs } from '#platform/importing/rule.ts'

/** How a file lists days off: who, the first day and the last. */
export const leaveFile: Omit<FileKind, 'loads'> = {
  name: 'leave',
  turn: 55,
  fields: [
    reference('person', 'Person', 'person', 2, 'person employee name rep mitarbeiter employeeid personid'),
    day(
      'starts_on',
      'First day away',
      4,
      'leavefrom firstday firstdayaway absencestart urlaubvon vacationstart leavestart awayfrom',
    ),
    day(
      'last_day',
      'Last day away',
      4,
      'leaveto leaveuntil lastday lastdayaway absenceend urlaubbis vacationend leaveend awayuntil',
    ),
  ],
  required: [['person'], ['starts_on']],
  fileWords: /leave|vacation|absence|urlaub|abwesen|time.?off|\bpto\b|holiday.?request/i,
  rule: needs('person', 'starts_on'),
  permission: 'company:edit',
  event: 'company.leave.changed',
  door: { label: 'See the leave', to: '/company?tab=leave', permission: 'company:read' },
}
