import { z } from 'zod'
import { Id, Instant } from '#platform/http/contract.ts'
import { conflictRule } from '#platform/importing/mapping.ts'
import type { WriteChoice, WriteField } from './source.ts'

export const Mode = z.enum(['sync', 'full', 'dry run'])
export type Mode = z.infer<typeof Mode>

/** What one run did with one object of the other system. */
export const ObjectCount = z.object({
  /** As the other system calls it. */
  object: z.string(),
  /** What its rows are here. */
  kind: z.string(),
  read: z.number().int(),
  new: z.number().int(),
  changed: z.number().int(),
  unchanged: z.number().int(),
  /** Rows that stayed out; the import says why. */
  leftOut: z.number().int(),
  /** Read, but not asked to be loaded: the history of deals that are not here. */
  skipped: z.number().int(),
  /** The sets of imports that brought them. */
  sets: z.array(Id),
})
export type ObjectCount = z.infer<typeof ObjectCount>

/** One reading of a connection. */
export const Run = z.object({
  id: Id,
  mode: Mode,
  state: z.enum(['running', 'done', 'waiting', 'failed', 'cut off']),
  beganAt: Instant,
  endedAt: Instant.nullable(),
  says: z.string(),
  counts: z.array(ObjectCount),
})
export type Run = z.infer<typeof Run>

/** Something the other system says that does not fit, with the way out. */
export const Finding = z.object({ kind: z.string(), about: z.string(), says: z.string(), foundAt: Instant })
export type Finding = z.infer<typeof Finding>

/** The name under which the next step of a deal is kept. */
export const NEXT_STEP = 'Next step'

/** Fields of deals that may be written back to the CRM. */
export const writeFields = ['forecast category', 'expected close', 'next step'] as const satisfies readonly WriteField[]

/** What may be chosen to go back: those fields, and the calls that are written down here from then on. */
export const writeChoices = [...writeFields, 'calls'] as const satisfies readonly WriteChoice[]

/** What is written back; where both sides changed a field: 'newest' the later stands, 'file' the CRM, 'here' the edit made here. */
export const Writes = z.object({ fields: z.array(z.enum(writeChoices)), rule: conflictRule })

/** A field that is read beyond those that every connection reads, and the label under which its values are kept. */
export const ChosenField = z.object({
  noun: z.enum(['deals', 'accounts']),
  name: z.string().max(200),
  label: z.string(),
})
export type ChosenField = z.infer<typeof ChosenField>

/** Whether quotas are read of a CRM: `named` is the forecast type (Salesforce) or the goal (HubSpot) that counts, where several set them. */
export const ReadsQuotas = z.object({
  isRead: z.boolean(),
  named: z.string().trim().min(1).max(200).nullable().default(null),
})

/** One field of one deal, or one call about it, that was written back, or was not, and why. */
export const Write = z.object({
  id: Id,
  dealId: Id,
  dealName: z.string(),
  /** The name of the connection. */
  connection: z.string(),
  field: z.enum([...writeFields, 'call']),
  /** What the CRM said; null where it said nothing, and for texts of people. Of a call, `after` is its day. */
  before: z.string().nullable(),
  after: z.string().nullable(),
  state: z.enum(['would be written', 'would be left', 'being written', 'written', 'left', 'refused']),
  says: z.string(),
  at: Instant,
})
export type Write = z.infer<typeof Write>

/** A CRM or an ERP system that is read every five minutes. */
export const Connection = z.object({
  id: Id,
  name: z.string(),
  kind: z.enum(['salesforce', 'hubspot', 'odoo', 'erpnext']),
  address: z.string(),
  /** Of the connected app; of Odoo the database, of ERPNext the API key. */
  clientId: z.string().nullable(),
  /** The pipeline here that its deals go to; HubSpot's pipelines keep their own names. */
  pipeline: z.string(),
  madeBy: z.object({ id: Id, name: z.string() }),
  madeAt: Instant,
  pausedAt: Instant.nullable(),
  /** What was asked for and waits to be begun. */
  asked: Mode.nullable(),
  /** Not read before, because the other system asked for patience or the last runs failed. */
  waitsUntil: Instant.nullable(),
  /** The last run that ended well; null before the first. */
  lastGoodAt: Instant.nullable(),
  lastRun: Run.nullable(),
  findings: z.array(Finding),
  writes: Writes,
  /** Fields that are read beyond those that every connection reads. */
  fields: z.array(ChosenField),
  quotas: ReadsQuotas,
  /** How many rows of each object came in since it was connected. */
  rows: z.array(z.object({ object: z.string(), rows: z.number().int(), since: Instant.nullable() })),
})
export type Connection = z.infer<typeof Connection>
