import type { DemoCell } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'

type Version = DemoWorld['versions'][number]

const told = [
  { kind: 'call', subject: 'Talked about the next step' },
  { kind: 'mail', subject: 'Sent the revised offer' },
  { kind: 'meeting', subject: 'Met on site' },
  { kind: 'call', subject: 'Asked for a decision day' },
] as const

/** Changes of the demo company's deals that were talked about, so many at most. */
const most = 4000

/** What the demo company's reps did about deals: of the newest changes, what came before them. */
export function demoActivities(world: DemoWorld): Record<string, DemoCell>[] {
  return world.versions
    .filter(({ retracted_at, recorded_at, valid_at }) => retracted_at === null && valid_at <= recorded_at)
    .sort((a, b) => (a.valid_at < b.valid_at ? 1 : -1))
    .slice(0, most)
    .map(activityBefore)
}

function activityBefore(version: Version, at: number): Record<string, DemoCell> {
  const { kind, subject } = told[at % told.length]!
  return {
    id: `${version.id.slice(0, -12)}a${version.id.slice(-11)}`,
    deal_id: version.deal_id,
    kind,
    happened_at: version.valid_at,
    person_id: version.owner_id,
    subject,
    note: '',
    recorded_at: version.recorded_at,
  }
}
