import { createHash } from 'node:crypto'
import { dayAfter, formatDay } from '@drumbeat/periods'
import type { DemoCell } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'

type Row = Record<string, DemoCell>

/** What the sellers of the demo company said to their quotas of the last year: most accept within a week, some late, one in eleven disputes. */
export function demoAnswers(world: DemoWorld): Row[] {
  const today = formatDay(world.truth.story.today)
  const since = dayAfter(today, -365)
  return world.quotas
    .filter(
      ({ subject_kind, starts_on, ends_on }) => subject_kind === 'person' && ends_on > since && starts_on <= today,
    )
    .flatMap((quota, at): Row[] => {
      const isDisputed = at % 11 === 3
      const saidOn = dayAfter(quota.starts_on, at % 7 === 5 ? 19 : at % 7)
      if (saidOn > today) return []
      return [
        {
          id: idOf(quota.id),
          quota_id: quota.id,
          answer: isDisputed ? 'disputed' : 'accepted',
          note: isDisputed ? 'Two of my largest accounts went to another territory' : '',
          said_by: quota.subject_id,
          said_at: `${saidOn}T10:00:00Z`,
        },
      ]
    })
}

function idOf(of: string): string {
  const hex = createHash('md5').update(`quota answer ${of}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
