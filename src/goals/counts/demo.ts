import { createHash } from 'node:crypto'
import { dayAfter, formatDay } from '@drumbeat/periods'
import type { DemoCell } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'

type Row = Record<string, DemoCell>

/** What the demo company counts beside money: meetings and won deals of its sellers this quarter, units of its families. */
export function demoCounts(world: DemoWorld): Row[] {
  const today = formatDay(world.truth.story.today)
  const quota = world.quotas.find(
    ({ subject_kind, starts_on, ends_on }) => subject_kind === 'person' && starts_on <= today && ends_on > today,
  )
  if (!quota) return []
  const { starts_on, ends_on } = quota
  const sellers = world.quotas.filter(
    (each) => each.subject_kind === 'person' && each.starts_on === starts_on && each.ends_on === ends_on,
  )
  const row = (subject_kind: string, subject_id: DemoCell, metric: string, target: number): Row => ({
    id: idOf(`${subject_id} ${metric}`),
    ...{ subject_kind, subject_id, metric, starts_on, ends_on, target },
    recorded_at: `${dayAfter(starts_on, -14)}T09:00:00Z`,
  })
  const people = sellers
    .slice(0, 8)
    .flatMap(({ subject_id }, at) => [
      row('person', subject_id, 'meetings held', 8 + 2 * (at % 3)),
      row('person', subject_id, 'deals won', 4 + (at % 3)),
    ])
  return [...people, row('company', null, 'deals created', 120)]
}

function idOf(of: string): string {
  const hex = createHash('md5').update(`count quota ${of}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
