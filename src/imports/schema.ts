import { z } from 'zod'
import { mapping, report } from '#platform/importing/mapping.ts'

export const status = z.enum([
  'uploaded',
  'checking',
  'checked',
  'queued',
  'loading',
  'loaded',
  'failed',
  'cancelled',
  'undoing',
  'undone',
])
export type Status = z.infer<typeof status>

/** The first rows of a file as read, for the mapping screen. */
export const preview = z.object({ header: z.array(z.string()), rows: z.array(z.array(z.string())) })
export type Preview = z.infer<typeof preview>

export const importRecord = z.object({
  id: z.uuid(),
  setId: z.uuid(),
  kind: z.string(),
  fileName: z.string(),
  fileBytes: z.number(),
  mapping,
  preview: preview.nullable(),
  acceptMends: z.boolean(),
  status,
  phase: z.string().nullable(),
  rowsRead: z.number(),
  rowsIn: z.number(),
  rowsNew: z.number(),
  rowsChanged: z.number(),
  rowsUnchanged: z.number(),
  rowsQuarantined: z.number(),
  rowsMended: z.number(),
  bytesDone: z.number(),
  report: report.nullable(),
  error: z.string().nullable(),
  startedBy: z.string().nullable(),
  createdAt: z.string(),
  startedAt: z.string().nullable(),
  finishedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
})
export type ImportRecord = z.infer<typeof importRecord>

/** A row that was left out: its cells in the order of the columns, and what is wrong with it. */
export const quarantinedRow = z.object({
  row: z.number(),
  line: z.number(),
  cells: z.array(z.string()),
  problems: z.array(
    z.object({ column: z.string(), value: z.string(), reason: z.string(), mend: z.string().optional() }),
  ),
})
export type QuarantinedRow = z.infer<typeof quarantinedRow>

/** A field of a kind of file, as the screens and the command line show it. */
export const shownField = z.object({
  field: z.string(),
  label: z.string(),
  type: z.string(),
  forAllRows: z.boolean(),
})

/** A kind of file with its fields. */
export const fileKind = z.object({
  name: z.string(),
  /** What its rows are called in a sentence. */
  rowsAre: z.string(),
  fields: z.array(shownField),
  required: z.array(z.array(z.string())),
  /** Fields in which a file and an edit made here are brought together; null where a file has its way. */
  merges: z.array(z.object({ field: z.string(), label: z.string() })).nullable(),
  door: z.object({ label: z.string(), to: z.string(), permission: z.string() }).nullable(),
})
export type ShownKind = z.infer<typeof fileKind>

/** What one and several of a noun are called. */
export const nounWords = z.object({ noun: z.string(), plural: z.string() })
