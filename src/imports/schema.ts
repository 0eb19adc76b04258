import { z } from 'zod'

/** What a file can hold, in the order in which a set of files is loaded: what is referred to comes first. */
export const kinds = [
  'families',
  'territories',
  'items',
  'accounts',
  'people',
  'quotas',
  'deals',
  'deal history',
  'order lines',
] as const
export const kind = z.enum(kinds)
export type Kind = z.infer<typeof kind>

/** The nouns a file may refer to by name, key or code. */
export const referenceNouns = ['account', 'item', 'person', 'territory', 'family', 'deal'] as const
export type ReferenceNoun = (typeof referenceNouns)[number]

export const outcome = z.enum(['open', 'won', 'lost'])
export type Outcome = z.infer<typeof outcome>
export const category = z.enum(['pipeline', 'best case', 'commit', 'closed', 'omitted'])
export type Category = z.infer<typeof category>

/** How the bytes of a file become rows. */
export const format = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']),
  delimiter: z.string().min(1).max(4),
  header: z.boolean(),
})
export type Format = z.infer<typeof format>

/** What one column means, how sure that is, and how its values are written. */
export const columnMapping = z.object({
  column: z.string(),
  field: z.string().nullable(),
  confidence: z.number().min(0).max(1),
  reason: z.string(),
  dayOrder: z.enum(['dmy', 'mdy']).optional(),
  shortYears: z.boolean().optional(),
  serialDays: z.boolean().optional(),
  point: z.enum(['.', ',']).optional(),
  scale: z.number().int().min(-6).max(12).optional(),
  salesforceIds: z.boolean().optional(),
})
export type ColumnMapping = z.infer<typeof columnMapping>

/** What a stage word of the file means for us. */
export const stageMapping = z.object({
  value: z.string(),
  stage: z.string().min(1),
  position: z.number().int().min(0),
  outcome,
  category,
  probability: z.number().min(0).max(1),
  /** The stage a closed deal without history is taken to have opened in. */
  opens: z.boolean().optional(),
})
export type StageMapping = z.infer<typeof stageMapping>

/** What happens to a name that we do not know. */
export const missingPolicy = z.enum(['create', 'leave empty', 'quarantine'])
export type MissingPolicy = z.infer<typeof missingPolicy>

/** Everything decided about a file: enough to load it again without asking. */
export const mapping = z.object({
  kind,
  format,
  columns: z.array(columnMapping),
  constants: z.record(z.string(), z.string()).default({}),
  stages: z.array(stageMapping).default([]),
  missing: z.record(z.string(), missingPolicy).default({}),
  /** Decided mends per column: the value read -> the value to use; null keeps the value as it stands. */
  mends: z.record(z.string(), z.record(z.string(), z.string().nullable())).default({}),
  /** What could not be decided from the file and should be looked at. */
  asks: z.array(z.string()).default([]),
})
export type Mapping = z.infer<typeof mapping>

/** `stop` keeps the row out; `mend` keeps it out unless mends are accepted; `note` lets it in and tells. */
export const severity = z.enum(['stop', 'mend', 'note'])
export type Severity = z.infer<typeof severity>

/** One thing about one value of one row, in words for the user. */
export const problem = z.object({
  column: z.string(),
  value: z.string(),
  kind: z.string(),
  severity,
  reason: z.string(),
  mend: z.string().optional(),
})
export type Problem = z.infer<typeof problem>

/** Problems of one kind in one column, counted, with a few examples and the proposed mends. */
export const problemGroup = z.object({
  kind: z.string(),
  column: z.string(),
  severity,
  reason: z.string(),
  rows: z.number(),
  examples: z.array(
    z.object({ row: z.number(), line: z.number(), value: z.string(), reason: z.string(), mend: z.string().optional() }),
  ),
  mends: z.array(z.object({ from: z.string(), to: z.string(), rows: z.number() })),
})
export type ProblemGroup = z.infer<typeof problemGroup>

/** What an import did, or would do. */
export const report = z.object({
  groups: z.array(problemGroup),
  creates: z.array(z.object({ noun: z.string(), count: z.number(), names: z.array(z.string()) })),
  findings: z.array(z.string()),
  totals: z.array(z.object({ label: z.string(), value: z.string() })),
  seconds: z.number(),
})
export type Report = z.infer<typeof report>

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
  kind,
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
