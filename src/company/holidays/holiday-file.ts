import { day, reference, text } from '#platform/importing/field.ts'
import type { FileKind } from '#platform/importing/file-kind.ts'
import { needs } from '#platform/importing/rule.ts'

/** How a file lists holidays: a day, its name, and where it holds. */
export const holidayFile: Omit<FileKind, 'loads'> = {
  name: 'holidays',
  turn: 20,
  fields: [
    day(
      'day',
      'Holiday',
      4,
      'holiday holidaydate feiertag feiertagsdatum bankholiday publicholiday jourferie festivo',
      { byContent: 'days' },
    ),
    text('name', 'Name', 1, 'holidayname name feiertagsname description summary'),
    reference('territory', 'Territory', 'territory', 1, 'territory region'),
  ],
  required: [['day']],
  fileWords: /holiday|feiertag|ferie|festiv/i,
  rule: needs('day'),
  permission: 'company:edit',
  event: 'company.holidays.changed',
  door: { label: 'See the holidays', to: '/company?tab=calendar', permission: 'company:read' },
}
