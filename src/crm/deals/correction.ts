import { keptFieldName } from '#platform/kept/kept.ts'
import { changedState, type DealState, type StateChanges } from './fields.ts'
import { byTime, type Change, type ChangedField, type DealVersion, fieldChanges, stands } from './history.ts'

/** A state to be written into the history: true from `validAt` on. */
export type Statement = { validAt: string; state: DealState }

/** Stage, category and close day move together: a later stage change sets all three anew. */
const stageFields: readonly ChangedField[] = ['stageId', 'forecastCategory', 'closedOn']

/**
 * What has to be written so that `changes` is true from `validAt` on: the changed state itself and, since each version
 * holds the whole state, every later version that only carried the old value along. A value that a later version had
 * changed by itself stands. Null when nothing was known at `validAt`; empty when nothing would change.
 */
export function correct(
  versions: readonly DealVersion[],
  { validAt, changes }: { validAt: string; changes: StateChanges },
): Statement[] | null {
  const inForce = versions.filter(stands).sort(byTime)
  const at = Date.parse(validAt)
  const base = inForce.findLast((each) => Date.parse(each.validAt) <= at)
  if (!base) return null
  const state = changedState(base, changes)
  const changed = fieldChanges(base, state)
  if (changed.length === 0) return []
  const later = newestPerInstant(inForce.filter((each) => Date.parse(each.validAt) > at))
  return [{ validAt, state }, ...carriedForward({ base, later, changed })]
}

function carriedForward(story: { base: DealVersion; later: DealVersion[]; changed: Change[] }): Statement[] {
  const { later, changed } = story
  const carrying = new Map(changed.map(({ field, to }) => [field, to]))
  const statements: Statement[] = []
  let before = story.base
  for (const version of later) {
    for (const { field } of fieldChanges(before, version)) drop(carrying, field)
    before = version
    if (carrying.size === 0) break
    const state = changedState(version, stateChanges(carrying))
    if (fieldChanges(version, state).length > 0) statements.push({ validAt: version.validAt, state })
  }
  return statements
}

function stateChanges(carrying: ReadonlyMap<ChangedField, Change['to']>): StateChanges {
  const plain = [...carrying].filter(([field]) => keptFieldName(field) === undefined)
  const kept = [...carrying].flatMap(([field, to]) => {
    const name = keptFieldName(field)
    return name === undefined ? [] : [[name, to === null ? null : String(to)] as const]
  })
  return { ...Object.fromEntries(plain), fields: Object.fromEntries(kept) }
}

function drop(carrying: Map<ChangedField, Change['to']>, field: ChangedField): void {
  carrying.delete(field)
  if (stageFields.includes(field)) for (const each of stageFields) carrying.delete(each)
  if (field === 'amountMinor') carrying.delete('amountBasis')
}

/** Of several versions at one instant only the last counts. */
function newestPerInstant(versions: DealVersion[]): DealVersion[] {
  return [...new Map(versions.map((each) => [Date.parse(each.validAt), each])).values()]
}
