import { sql } from 'kysely'
import type { Scope } from '#platform/auth/scope.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { consensusOf } from '../consensus/cells.ts'
import { type CycleState, cellKey, monthAfter, monthsBetween } from '../cycle/state.ts'
import { replayCycle } from '../log/cycles.sql.ts'
import { performIn } from '../log/perform.tx.ts'
import { conflictsOf } from './overlay.ts'
import { editedCells, scenarioById } from './scenarios.sql.ts'

type Edit = { familyId: string; month: string; units: number | null; price: string | null }

/** Makes a scenario; from a risk it begins with what the risk would change. */
export async function makeScenario(
  work: Work,
  { cycleId, state, name, riskId }: { cycleId: string; state: CycleState; name: string; riskId: string | null },
): Promise<string> {
  return transact(work, async (writing) => {
    const { tx, now, actor, audit, emit } = writing
    const id = newId()
    await sql`insert into sop.scenario (id, cycle_id, name, risk_id, made_at, made_by)
      values (${id}, ${cycleId}, ${name}, ${riskId}, ${now}, ${actor.id})`.execute(tx)
    if (riskId) await writeCells(writing, { id, state, edits: editsOfRisk(state, riskId) })
    await audit({ command: 'sop.make-scenario', noun: 'scenario', subjectId: id, summary: `Made the scenario ${name}` })
    await emit('sop.scenario.changed', { scenarioId: id, cycleId })
    return id
  })
}

/** Edits cells of a scenario. */
export async function editScenario(
  work: Work,
  { id, state, edits }: { id: string; state: CycleState; edits: readonly Edit[] },
): Promise<void> {
  await transact(work, async (writing) => {
    const { tx, audit, emit } = writing
    await sql`select from sop.scenario where id = ${id} for update`.execute(tx)
    await writeCells(writing, { id, state, edits })
    await audit({
      command: 'sop.edit-scenario',
      noun: 'scenario',
      subjectId: id,
      summary: `Edited ${edits.length} cells of a scenario`,
      after: edits,
    })
    await emit('sop.scenario.changed', { scenarioId: id })
  })
}

/** Puts a scenario away. */
export async function endScenario(work: Work, id: string): Promise<void> {
  await transact(work, async ({ tx, now, audit, emit }) => {
    const { name } = await scenarioById(tx, id)
    await sql`update sop.scenario set ended_at = ${now} where id = ${id}`.execute(tx)
    await audit({
      command: 'sop.end-scenario',
      noun: 'scenario',
      subjectId: id,
      summary: `Put the scenario ${name} away`,
    })
    await emit('sop.scenario.changed', { scenarioId: id })
  })
}

type Resolution = { familyId: string; month: string; take: 'plan' | 'scenario' }

/** Merges a scenario into its plan; where the plan changed meanwhile, each cell must be resolved first. */
export async function mergeScenario(
  work: Work,
  scope: Scope,
  { id, reason, resolve }: { id: string; reason: string; resolve: readonly Resolution[] },
) {
  return transact(work, async (writing) => {
    const { tx, now } = writing
    const { cycleId, name } = await scenarioById(tx, id)
    const [{ state }, edits] = await Promise.all([replayCycle(tx, cycleId), editedCells(tx, [id])])
    const taken = new Map(resolve.map((each) => [cellKey(each), each.take]))
    const conflicts = conflictsOf(consensusOf(state), edits).filter(({ edit }) => !taken.has(cellKey(edit)))
    if (conflicts.length > 0) return { merged: 0, conflicts }
    const cells = edits.filter((edit) => taken.get(cellKey(edit)) !== 'plan')
    if (cells.length > 0) {
      await performIn(writing, scope, cycleId, {
        kind: 'override',
        body: {
          reason: `${reason} (scenario ${name})`,
          assumptionId: null,
          cells: cells.map(({ familyId, month, units, price }) => ({
            familyId,
            month,
            units,
            price: price ?? undefined,
          })),
        },
      })
    }
    await sql`update sop.scenario set merged_at = ${now} where id = ${id}`.execute(tx)
    return { merged: cells.length, conflicts: [] }
  })
}

async function writeCells(
  { tx, now, actor }: Writing,
  { id, state, edits }: { id: string; state: CycleState; edits: readonly Edit[] },
): Promise<void> {
  const plan = new Map(consensusOf(state).map((cell) => [cellKey(cell), cell]))
  const strange = edits.find((edit) => !plan.has(cellKey(edit)))
  if (strange) {
    throw refusal(400, {
      code: 'unknown',
      message: `The plan has no family ${strange.familyId} in ${strange.month}.`,
      wayOut: 'Choose a family and month that the cycle plans.',
    })
  }
  const back = edits.filter(({ units, price }) => units === null && price === null)
  const kept = edits.filter(({ units, price }) => units !== null || price !== null)
  const rows = kept.map((edit) => {
    const was = plan.get(cellKey(edit))!
    return { ...edit, wasUnits: was.units, wasPrice: was.price }
  })
  await sql`delete from sop.scenario_cell c using json_to_recordset(${JSON.stringify(back)}::json) as b("familyId" uuid, month date)
    where c.scenario_id = ${id} and c.family_id = b."familyId" and c.month = b.month`.execute(tx)
  await sql`insert into sop.scenario_cell (scenario_id, family_id, month, units, price, was_units, was_price, changed_at, changed_by)
    select ${id}, "familyId", month, units, price, "wasUnits", "wasPrice", ${now}, ${actor.id}::uuid
    from json_to_recordset(${JSON.stringify(rows)}::json) as r("familyId" uuid, month date, units bigint, price numeric, "wasUnits" bigint, "wasPrice" numeric)
    on conflict (scenario_id, family_id, month) do update
      set units = excluded.units, price = excluded.price, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(
    tx,
  )
}

function editsOfRisk(state: CycleState, riskId: string): Edit[] {
  const risk = state.risks.find(({ id }) => id === riskId)
  if (!risk) throw refusal(404, { code: 'unknown', message: `This cycle has no risk ${riskId}.` })
  const plan = new Map(consensusOf(state).map((cell) => [cellKey(cell), cell]))
  return Array.from({ length: monthsBetween(risk) + 1 }, (_, at) => monthAfter(risk.from, at)).flatMap((month) => {
    const cell = plan.get(cellKey({ familyId: risk.familyId, month }))
    return cell
      ? [{ familyId: risk.familyId, month, units: Math.max(0, (cell.units ?? 0) + risk.units), price: null }]
      : []
  })
}
