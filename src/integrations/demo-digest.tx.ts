import { permissionsOf } from '#platform/auth/session.ts'
import type { Workspace } from '#platform/workspace.ts'
import { addDigest } from './digests/change.tx.ts'
import type { Part } from './digests/schema.ts'

const parts: Part[] = [
  { view: 'needs', title: 'What needs you', search: {} },
  { view: 'attainment-teams', title: 'Attainment by team', search: {} },
  { view: 'outlook', title: 'Where the quarter will land', search: {} },
  { view: 'pipeline-changes', title: 'What moved the pipeline', search: {} },
  { view: 'demand', title: 'Demand by family', search: { measure: 'money' } },
  { view: 'sop-cycle', title: 'S&OP cycle', search: {} },
]

/** The digest that the demo company's executive finds on Mondays; its sales ops manager made it. */
export async function addDemoDigest(
  workspace: Workspace,
  { maker, reader, timeZone }: { maker: { id: string; name: string; role: string }; reader: string; timeZone: string },
): Promise<void> {
  const { id, name, role } = maker
  const when = { every: 'week', weekday: 1, minute: 450 } as const
  await addDigest(
    { workspace, actor: { kind: 'user', id, name } },
    { userId: id, permissions: permissionsOf(workspace, role) },
    { name: 'Monday digest', parts, when, timeZone, onlyNews: false, byMail: true, byChat: false, receivers: [reader] },
  )
}
