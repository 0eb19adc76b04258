import { readCompany } from '#company/profile.sql.ts'
import type { Workspace } from '#platform/workspace.ts'
import { allCycles, knownNow } from '../agenda/read.sql.ts'
import { agendaView } from '../agenda/view.ts'
import { consensusOf } from '../consensus/cells.ts'
import { monthLabel } from '../cycle/view.ts'
import { loadCycle, snapshotOf } from '../log/cycles.sql.ts'
import { supplyView } from '../supply/view.ts'
import { adherenceView } from '../versions/adherence.ts'
import { plannedIn } from '../versions/planned.ts'
import { buildPack } from './build.ts'
import type { Pack, PackFormat, PackKind } from './contract.ts'
import { packPdf } from './pdf.io.ts'
import { packPptx } from './pptx.io.ts'
import { packXlsx } from './xlsx.io.ts'

/** A pack of a cycle as it stands now. */
export async function readPack(workspace: Pick<Workspace, 'db' | 'clock'>, id: string, kind: PackKind): Promise<Pack> {
  const { db, clock } = workspace
  const [cycle, known, { name, locale }, cycles, snapshot] = await Promise.all([
    loadCycle(db, id),
    knownNow(workspace),
    readCompany(db),
    allCycles(db),
    snapshotOf(db, id),
  ])
  const { nameOf } = known
  return buildPack(kind, {
    state: cycle.state,
    agenda: agendaView(cycle, known),
    supply: supplyView(cycle.state, nameOf, null),
    adherence: adherenceView(plannedIn(cycles), { lag: 1 }, known),
    ...{ nameOf, locale, company: name, cycle: monthLabel(cycle.state.month, locale) },
    now: clock().toISOString(),
    hash: snapshot?.hash ?? null,
  })
}

/** A pack as the bytes of a file. */
export async function packBytes(
  workspace: Pick<Workspace, 'db' | 'clock'>,
  asked: { id: string; kind: PackKind; format: PackFormat },
): Promise<Uint8Array> {
  const pack = await readPack(workspace, asked.id, asked.kind)
  if (asked.format === 'pdf') return packPdf(pack)
  if (asked.format === 'pptx') return packPptx(pack)
  const [{ state }, { nameOf }] = await Promise.all([loadCycle(workspace.db, asked.id), knownNow(workspace)])
  return packXlsx(pack, consensusOf(state), nameOf)
}
