import { z } from 'zod'

export const outcome = z.enum(['open', 'won', 'lost'])
export type Outcome = z.infer<typeof outcome>
export const category = z.enum(['pipeline', 'best case', 'commit', 'closed', 'omitted'])
export type Category = z.infer<typeof category>

/** How the bytes of a file become rows. */
export const format = z.object({
  encoding: z.enum([
    'utf-8',
    'utf-16le',
    'utf-16be',
    'windows-1252',
    'windows-1250',
    'windows-1251',
    'windows-1253',
    'windows-1254',
    'windows-1255',
    'windows-1256',
    'windows-1257',
    'windows-874',
    'iso-8859-2',
    'iso-8859-5',
    'iso-8859-15',
    'macintosh',
    'ibm850',
    'ibm866',
    'koi8-r',
    'shift_jis',
    'euc-jp',
    'gb18030',
    'big5',
    'euc-kr',
  ]),
  delimiter: z.string().min(1).max(4),
  header: z.boolean(),
  /** Lines above the header: a title, a blank line, "sep=;". */
  skip: z.number().int().min(0).max(1000).optional(),
  /** The sheet of a workbook that was read; its numbers and days are numbers and days, not text. */
  sheet: z.string().optional(),
})
export type Format = z.infer<typeof format>

/** What one column means, how sure that is, and how its values are written. */
export const columnMapping = z.object({
  column: z.string(),
  field: z.string().nullable(),
  confidence: z.number().min(0).max(1),
  reason: z.string(),
  dayOrder: z.enum(['dmy', 'mdy']).optional(),
  /** Where days with points, slashes or dashes have orders of their own. */
  dayOrders: z.record(z.string(), z.enum(['dmy', 'mdy'])).optional(),
  shortYears: z.boolean().optional(),
  serialDays: z.boolean().optional(),
  point: z.enum(['.', ',']).optional(),
  scale: z.number().int().min(-6).max(12).optional(),
  salesforceIds: z.boolean().optional(),
  /** Numbers that a spreadsheet gave a decimal point: 20417.0 is the key 20417. */
  wholeKeys: z.boolean().optional(),
  /** Its numbers have words beside them that mean nothing: 2 pcs is 2. */
  bareNumbers: z.boolean().optional(),
  /** Stands only on the first of the rows that belong together, and holds for the others too. */
  carries: z.boolean().optional(),
})
export type ColumnMapping = z.infer<typeof columnMapping>

/** What a word of the file for the stage of a sale means for us. */
export const stageMapping = z.object({
  value: z.string(),
  stage: z.string().min(1),
  position: z.number().int().min(0),
  outcome,
  category,
  probability: z.number().min(0).max(1),
  /** The pipeline that it is a stage of; without it, of all pipelines of the file. */
  pipeline: z.string().optional(),
  /** The stage a closed deal without history is taken to have opened in. */
  opens: z.boolean().optional(),
})
export type StageMapping = z.infer<typeof stageMapping>

/** What happens to a name that we do not know. */
export const missingPolicy = z.enum(['create', 'leave empty', 'quarantine'])
export type MissingPolicy = z.infer<typeof missingPolicy>

/** Something that only a person can say about a file; nothing is loaded before it is answered. Ids that begin with "here:" come from comparing with what is there. */
export const question = z.object({
  id: z.string(),
  asks: z.string(),
  column: z.string().nullable(),
  /** What may be answered; empty where the answer is given in the table of columns. */
  choices: z.array(z.object({ value: z.string(), label: z.string() })),
  /** Beside the choices any day may be answered, as YYYY-MM-DD. */
  takes: z.enum(['day']).optional(),
})
export type Question = z.infer<typeof question>

/** Which of two values stands where a file and an edit made here say different things about one field. */
export const conflictRule = z.enum(['newest', 'file', 'here'])
export type ConflictRule = z.infer<typeof conflictRule>

/** Everything decided about a file: enough to load it again without asking. */
export const mapping = z.object({
  /** What the file holds, as its domain calls it. */
  kind: z.string(),
  format,
  columns: z.array(columnMapping),
  constants: z.record(z.string(), z.string()).default({}),
  stages: z.array(stageMapping).default([]),
  missing: z.record(z.string(), missingPolicy).default({}),
  /** Decided mends per column: the value read -> the value to use; null keeps the value as it stands. */
  mends: z.record(z.string(), z.record(z.string(), z.string().nullable())).default({}),
  /** The questions that stand open, as sentences. */
  asks: z.array(z.string()).default([]),
  questions: z.array(question).default([]),
  /** Answers by the id of their question. */
  answers: z.record(z.string(), z.string()).default({}),
  /** The program that writes such files, where its headers tell. */
  source: z.string().optional(),
  /** Names and keys stand as they are written: another program wrote them, so nothing near is proposed for them. */
  exact: z.boolean().optional(),
  /** What an empty cell means for a thing that is known already: what was there stays, or goes. */
  empties: z.enum(['keep', 'clear']).default('keep'),
  /** Per field, what stands where file and an edit here differ; the newest by default. */
  conflicts: z.record(z.string(), conflictRule).default({}),
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
