import type { Check, Gap, Owner, Source, SupplyLine } from '../schema.ts'
import type { ActKind, BodyOf, Facts } from './act.ts'

/** Who did something, and when. */
export type Said = { at: string; by: string | null; personId: string | null }

/** A signature; `forId` is the owner who is stood in for. It lapses when the step is opened again. */
export type Signature = Said & { forId: string | null; note: string; lapsedAt: string | null }

export type StepState = {
  number: number
  owners: Owner[]
  openedAt: string | null
  closed: (Said & { checks: Check[]; dueOn: string }) | null
  signatures: Signature[]
  attendance: (Said & { ofId: string; present: boolean })[]
  reopenings: (Said & { why: string })[]
}

export type Input = Said & { units: number | null; accountId: string | null; share: number | null; note: string }
export type Override = Said & {
  units: number | null
  price: string | null
  reason: string
  assumptionId: string | null
}
type Kept<Kind extends ActKind> = BodyOf<Kind> & Said

export type RequestState = Omit<Kept<'request'>, 'id'> & {
  id: string
  outcome: (Said & { option: string | null; until: string | null; note: string }) | null
}

/** A cycle as its acts have made it; plain JSON, so that the same acts give the same bytes. */
export type CycleState = Omit<BodyOf<'opened'>, 'owners'> & {
  steps: StepState[]
  facts: (Facts & Said) | null
  exceptionOwners: Record<string, string>
  /** By source, then by `family|month`, or `family|month|account` for customers. */
  inputs: Record<Source, Record<string, Input>>
  overrides: Record<string, Override>
  familySignatures: Record<string, Said>
  supply: (Said & Omit<BodyOf<'supply'>, 'lines' | 'gaps'> & { lines: SupplyLine[]; gaps: Gap[] }) | null
  assumptions: (Kept<'assumption'> & { withdrawn: (Said & { why: string }) | null })[]
  risks: (Kept<'risk'> & { ended: (Said & { why: string }) | null })[]
  requests: RequestState[]
  finance: Kept<'finance'> | null
  approvals: (Said & { note: string })[]
  locked: Said | null
  actions: (Kept<'action'> & { done: Said | null })[]
  publication: (Kept<'published'> & { acknowledged: Record<string, Said> }) | null
  assessments: Kept<'assessed'>[]
}

/** The key of a cell. */
export function cellKey({ familyId, month }: { familyId: string; month: string }): string {
  return `${familyId}|${month}`
}

/** The step that is open; null when the last one is closed. */
export function openStep(state: CycleState): StepState | null {
  return state.steps.find((step) => step.openedAt !== null && step.closed === null) ?? null
}

/** The months that a cycle plans. */
export function monthsOf({ firstMonth, horizon }: { firstMonth: string; horizon: number }): string[] {
  return Array.from({ length: horizon }, (_, at) => monthAfter(firstMonth, at))
}

/** The month that lies some months after another. */
export function monthAfter(month: string, count: number): string {
  const place = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  return `${Math.floor(place / 12)}-${String((place % 12) + 1).padStart(2, '0')}-01`
}

/** How many months lie between two. */
export function monthsBetween({ from, to }: { from: string; to: string }): number {
  const place = (month: string) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7))
  return place(to) - place(from)
}
