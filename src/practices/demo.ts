import { dayAfter, formatDay } from '@drumbeat/periods'
import type { Demo } from '#platform/demo.ts'

/** What the demo company has taken on: a charter, a theme of the quarter, and two tactical improvements. */
export const practicesDemo: Demo = (world) => {
  const today = formatDay(world.truth.story.today)
  const personWith = (title: string) => world.people.find((each) => each.title === title)!.id
  const [head, analyst, lead] = ['Sales Operations Manager', 'Sales Operations Analyst', 'Enablement Lead'].map(
    personWith,
  )
  const improvements = [
    {
      kind: 'charter',
      title: 'One forecast that sales, finance and supply all use',
      check: null,
      owner: head,
      due: null,
    },
    { kind: 'quarter theme', title: 'Clean close dates', check: 'overdue-close', owner: head, due: 30 },
    { kind: 'tactical', title: 'Close dates reviewed every Friday', check: 'overdue-close', owner: analyst, due: 14 },
    { kind: 'tactical', title: 'Price course booked in the first week', check: 'ramp', owner: lead, due: -3 },
  ]
  return [
    {
      table: 'practices.improvement',
      rows: improvements.map(({ kind, title, check, owner, due }, at) => ({
        id: `00000000-0000-4000-8301-${String(at).padStart(12, '0')}`,
        kind,
        title,
        check_key: check,
        owner_id: owner!,
        due_on: due === null ? null : dayAfter(today, due),
        added_at: `${dayAfter(today, -45)}T09:00:00Z`,
      })),
    },
  ]
}
