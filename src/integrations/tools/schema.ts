import { z } from 'zod'
import { Day, Id, MinorUnits } from '#platform/http/contract.ts'

export const toolStates = ['in use', 'being tried', 'being retired', 'retired'] as const
export const ToolStatus = z.enum(toolStates)
export type ToolStatus = z.infer<typeof ToolStatus>

/** A program that the sales organisation works with. */
export const Tool = z.object({
  id: Id,
  name: z.string(),
  /** What it is for; two tools for the same purpose overlap. */
  purpose: z.string().nullable(),
  owner: z.object({ id: Id, name: z.string() }).nullable(),
  vendor: z.string().nullable(),
  /** What it costs per year, in whole minor units of its currency. */
  costPerYearMinor: MinorUnits.nullable(),
  currency: z.string().nullable(),
  seats: z.number().int().nullable(),
  renewsOn: Day.nullable(),
  /** Days before the renewal by which notice must be given. */
  noticeDays: z.number().int().nullable(),
  status: ToolStatus,
  /** What data it holds. */
  data: z.string().nullable(),
  /** Names of tools that do the same, as its owner says. */
  overlaps: z.array(z.string()),
  /** Who signed in on at least one of the last 90 days; null where no sign-ins of it are known at all. */
  activeUsers90: z.number().int().nullable(),
  activeUsers30: z.number().int().nullable(),
  lastSignInOn: Day.nullable(),
  /** Cost per year divided by the active users of 90 days, rounded half up to the minor unit; null with `whyNoCostPerUser`. */
  costPerActiveUserMinor: MinorUnits.nullable(),
  whyNoCostPerUser: z.string().nullable(),
  /** Seats that nobody used for 90 days; null where seats or sign-ins are not known. */
  unusedSeats: z.number().int().nullable(),
  /** Where the users are counted from: uploaded sign-ins, or Drumbeat's own audit and sessions. */
  usersFrom: z.enum(['sign-ins', 'own use']).nullable(),
})
export type Tool = z.infer<typeof Tool>

/** When a contract renews, and until when it can be ended. */
export const Renewal = z.object({
  toolId: Id,
  name: z.string(),
  owner: z.string().nullable(),
  renewsOn: Day,
  /** The last day on which notice can be given: the renewal day less the notice days. */
  noticeBy: Day,
  /** Days from today until the notice day; negative once it has passed. */
  daysToNotice: z.number().int(),
  state: z.enum(['later', 'soon', 'notice passed', 'renewal passed']),
  costPerYearMinor: MinorUnits.nullable(),
  currency: z.string().nullable(),
  activeUsers90: z.number().int().nullable(),
})
export type Renewal = z.infer<typeof Renewal>

/** Two tools that do the same. */
export const Overlap = z.object({
  a: z.string(),
  aId: Id,
  b: z.string(),
  bId: Id,
  why: z.enum(['said by the owner', 'same purpose']),
  purpose: z.string().nullable(),
  /** What the one with the lower cost takes per year, where both are in the same currency. */
  lowerCostMinor: MinorUnits.nullable(),
  currency: z.string().nullable(),
  /** People active in both within 90 days; null where sign-ins of one are not known. */
  usersOfBoth90: z.number().int().nullable(),
})
export type Overlap = z.infer<typeof Overlap>

/** Data that goes from one tool to another. */
export const Flow = z.object({
  id: Id,
  from: z.string(),
  to: z.string(),
  data: z.string(),
  /** Whether both ends stand in the inventory of tools. */
  known: z.boolean(),
})
export type Flow = z.infer<typeof Flow>
