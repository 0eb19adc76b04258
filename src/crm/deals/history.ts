import { daysElapsed } from '@drumbeat/periods'
import { type KeptField, keptChanges } from '#platform/kept/kept.ts'
import { type DealField, type DealState, dealFields } from './fields.ts'

/** What was true of a deal from `validAt` on, as we learned it at `recordedAt`; both are ISO instants. */
export type Version = {
  id: string
  validAt: string
  recordedAt: string
  retractedAt: string | null
}

export type DealVersion = Version & DealState & { importId: string | null }

export type ChangedField = Exclude<DealField, 'fields'> | KeptField

export type Change = { field: ChangedField; from: string | number | null; to: string | number | null }

/** One line of a deal's story: what a version changed against the one before it. */
export type TimelineEntry = {
  version: DealVersion
  /** Nothing was known before it: the deal begins here. */
  isFirst: boolean
  changes: Change[]
  /** Whole days between becoming true and being learned of; 0 for what a file brought in. */
  lateDays: number
  /** Learned of after something equally late or later in the business was already known. */
  rewritesPast: boolean
}

/**
 * The state of instant `validBy`, as it was known at `knownBy`: the newest (validAt, recordedAt) with validAt <= validBy
 * and recordedAt <= knownBy, not retracted by knownBy. Null when nothing was known yet.
 */
export function stateAsOf<V extends Version>(
  versions: readonly V[],
  { validBy, knownBy }: { validBy: string; knownBy: string },
): V | null {
  return newest(knownVersions(versions, { validBy, knownBy }))
}

/** Since when a deal had stood in the stage in which it stood at `validBy`; null when nothing was known yet. */
export function stageSinceAsOf<V extends Version & Pick<DealState, 'stageId'>>(
  versions: readonly V[],
  by: { validBy: string; knownBy: string },
): string | null {
  const story = knownVersions(versions, by).sort(byTime).reverse()
  const left = story.findIndex((each) => each.stageId !== story[0]!.stageId)
  return story.at(left < 0 ? -1 : left - 1)?.validAt ?? null
}

function knownVersions<V extends Version>(
  versions: readonly V[],
  { validBy, knownBy }: { validBy: string; knownBy: string },
): V[] {
  const [valid, known] = [Date.parse(validBy), Date.parse(knownBy)]
  return versions.filter(
    (each) =>
      Date.parse(each.validAt) <= valid &&
      Date.parse(each.recordedAt) <= known &&
      (each.retractedAt === null || Date.parse(each.retractedAt) > known),
  )
}

/** The state a deal shows now: the newest (validAt, recordedAt) that is not retracted; null when none stands. */
export function projection<V extends Version>(versions: readonly V[]): V | null {
  return newest(versions.filter(stands))
}

/** A deal's story, newest first: each version against the standing one before it; retracted ones stay, marked. */
export function timeline(versions: readonly DealVersion[]): TimelineEntry[] {
  const story: TimelineEntry[] = []
  let before: DealVersion | null = null
  for (const version of [...versions].sort(byTime)) {
    story.push({
      version,
      isFirst: before === null,
      changes: fieldChanges(before, version),
      lateDays: lateDays(version),
      rewritesPast: rewritesPast(version, versions),
    })
    if (stands(version)) before = version
  }
  return story.reverse()
}

/** What differs from one state to the next; against nothing, all that is filled. */
export function fieldChanges(before: DealState | null, after: DealState): Change[] {
  const own = dealFields.flatMap(({ name }): Change[] =>
    name === 'fields' ? [] : [{ field: name, from: before?.[name] ?? null, to: after[name] }],
  )
  return [...own.filter(({ from, to }) => from !== to), ...keptChanges(before?.fields ?? null, after.fields)]
}

/** Order in the business, then order of learning; equal in both, the later id is the newer. */
export function byTime(a: Version, b: Version): number {
  return (
    Date.parse(a.validAt) - Date.parse(b.validAt) ||
    Date.parse(a.recordedAt) - Date.parse(b.recordedAt) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  )
}

/** Whether a version has not been retracted. */
export function stands(version: Version): boolean {
  return version.retractedAt === null
}

function newest<V extends Version>(versions: readonly V[]): V | null {
  return versions.reduce<V | null>((best, each) => (best === null || byTime(best, each) < 0 ? each : best), null)
}

function lateDays({ validAt, recordedAt, importId }: DealVersion): number {
  if (importId !== null) return 0
  return Math.max(0, Math.floor(daysElapsed({ from: validAt, to: recordedAt })))
}

function rewritesPast(version: DealVersion, versions: readonly DealVersion[]): boolean {
  const [valid, recorded] = [Date.parse(version.validAt), Date.parse(version.recordedAt)]
  return versions.some(
    (each) =>
      each.id !== version.id &&
      Date.parse(each.recordedAt) < recorded &&
      Date.parse(each.validAt) >= valid &&
      (each.retractedAt === null || Date.parse(each.retractedAt) > recorded),
  )
}
