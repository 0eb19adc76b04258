import type { Severity } from '#platform/importing/mapping.ts'
import type { ImportRecord, Status } from '../schema.ts'

/** Whether something is being done with the file right now. */
export function isRunning(file: ImportRecord): boolean {
  return ['checking', 'queued', 'loading', 'undoing'].includes(file.status)
}

/** Whether the mapping can still be changed. */
export function isOpen(file: ImportRecord): boolean {
  return ['uploaded', 'checked', 'failed', 'cancelled'].includes(file.status)
}

/** Seconds until the file has been read, at the pace so far; null while that cannot be told. */
export function pace(
  file: ImportRecord,
  now: number,
): { perSecond: number | null; secondsLeft: number | null; total: number | null } {
  if (!file.startedAt || file.bytesDone === 0 || file.rowsRead === 0)
    return { perSecond: null, secondsLeft: null, total: null }
  const seconds = Math.max(0.1, (now - Date.parse(file.startedAt)) / 1000)
  const share = Math.min(1, file.bytesDone / file.fileBytes)
  const total = Math.max(file.rowsRead, Math.round(file.rowsRead / share))
  const perSecond = Math.round(file.rowsRead / seconds)
  return {
    perSecond,
    total,
    secondsLeft: file.phase === 'writing' ? null : Math.max(0, (total - file.rowsRead) / Math.max(1, perSecond)),
  }
}

/** A file's state as one says it. */
export const statusWords: Record<Status, string> = {
  uploaded: 'Not checked yet',
  checking: 'Being checked',
  checked: 'Checked',
  queued: 'Waiting',
  loading: 'Being loaded',
  loaded: 'Loaded',
  failed: 'Failed',
  cancelled: 'Cancelled',
  undoing: 'Being undone',
  undone: 'Undone',
}

/** What becomes of the rows with a problem of this severity. */
export function fateWords(severity: Severity, acceptMends: boolean): string {
  if (severity === 'stop') return 'left out'
  if (severity === 'note') return 'goes in, worth knowing'
  return acceptMends ? 'goes in, mended' : 'left out unless you accept the mend'
}
