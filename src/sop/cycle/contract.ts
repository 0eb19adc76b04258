import { z } from 'zod'
import { Day, endpoint, Id, Instant } from '#platform/http/contract.ts'
import { Check, Month, Owner, Person, StepNumber, Text } from '../schema.ts'

const OwnerNamed = z.object({ person: Person, substitute: Person.nullable() })

export const StepView = z.object({
  number: z.number().int(),
  name: z.string(),
  /** What the step leaves behind. */
  leaves: z.string(),
  usualOwners: z.string(),
  state: z.enum(['waiting', 'open', 'closed']),
  opensOn: Day,
  dueOn: Day,
  /** Open after its due day. */
  isLate: z.boolean(),
  owners: z.array(OwnerNamed),
  signatures: z.array(
    z.object({
      by: z.string().nullable(),
      /** The owner who is stood in for, where a substitute signed. */
      forPerson: z.string().nullable(),
      at: Instant,
      note: z.string(),
      lapsedAt: Instant.nullable(),
    }),
  ),
  attendance: z.array(z.object({ personId: Id, name: z.string(), present: z.boolean() })),
  reopenings: z.array(z.object({ at: Instant, by: z.string().nullable(), why: z.string() })),
  closedAt: Instant.nullable(),
  closedBy: z.string().nullable(),
  /** The gate: of an open step as it stands now, of a closed one as it was when it closed. */
  checks: z.array(Check),
  /** Whether it may be closed now. */
  canClose: z.boolean(),
})

export const CycleLine = z.object({
  id: Id,
  month: Month,
  label: z.string(),
  startsOn: Day,
  state: z.enum(['running', 'approved', 'over']),
  openStep: z.number().int().nullable(),
  requests: z.number().int(),
  /** The consensus of the horizon in minor units of the company currency; null before the data are captured. */
  revenueMinor: z.number().int().nullable(),
  currency: z.string(),
  approvedAt: Instant.nullable(),
})

export const CycleView = CycleLine.extend({
  firstMonth: Month,
  horizon: z.number().int(),
  today: Day,
  /** The working day of the cycle that today is; 0 before it starts. */
  workingDay: z.number().int(),
  weekend: z.array(z.number().int()),
  holidays: z.array(Day),
  acts: z.number().int(),
  capturedAt: Instant.nullable(),
  closedTo: Day.nullable(),
  steps: z.array(StepView),
  exceptions: z.array(
    z.object({ id: z.string(), kind: z.string(), name: z.string(), says: z.string(), owner: Person.nullable() }),
  ),
})
export type CycleView = z.infer<typeof CycleView>

export const ActView = z.object({
  seq: z.number().int(),
  at: Instant,
  by: z.string().nullable(),
  kind: z.string(),
  says: z.string(),
  hash: z.string(),
})

const params = z.object({ id: Id })
const stepParams = z.object({ id: Id, step: StepNumber })

/** The endpoints of the cycle and its six steps. */
export const cycleContract = {
  cycles: endpoint({
    method: 'get',
    path: '/api/sop/cycles',
    permission: 'sop:read',
    summary: 'Every S&OP cycle, newest first, with its open step and the revenue it plans.',
    query: z.object({ limit: z.coerce.number().int().min(1).max(120).default(24) }),
    reply: z.object({ cycles: z.array(CycleLine) }),
  }),
  openCycle: endpoint({
    method: 'post',
    path: '/api/sop/cycles',
    permission: 'sop:run',
    summary:
      'Open the cycle of a month: six steps, due on working days counted from startsOn. Owners are taken over from the cycle before where none are named.',
    body: z.object({
      month: Month,
      /** The first working day is this day or the next one worked; the first of the month by default. */
      startsOn: Day.optional(),
      /** The first month that is planned; the month of the cycle by default. */
      firstMonth: Month.optional(),
      horizon: z.number().int().min(1).max(60).default(18),
      /** Months from the first planned one in which the plan is frozen. */
      fenceMonths: z.number().int().min(0).max(24).default(1),
      weekend: z.array(z.number().int().min(1).max(7)).max(6).optional(),
      owners: z.array(z.array(Owner)).length(6).optional(),
    }),
    reply: CycleView,
  }),
  cycle: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}',
    permission: 'sop:read',
    summary: 'One cycle: its six steps with due days, owners, signatures and the checks of each gate, computed now.',
    params,
    reply: CycleView,
  }),
  cycleActs: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/acts',
    permission: 'sop:read',
    summary: 'Every act of a cycle in order, with its hash: what a cycle is worked out from.',
    params,
    query: z.object({
      after: z.coerce.number().int().min(0).default(0).describe('Acts to pass over, of the order asked for.'),
      order: z.enum(['oldest', 'newest']).default('oldest').describe('Which come first.'),
      limit: z.coerce.number().int().min(1).max(500).default(200),
    }),
    reply: z.object({ total: z.number().int(), acts: z.array(ActView) }),
  }),
  capture: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/capture',
    permission: 'sop:run',
    summary: 'Capture the data of step 1: closed actuals, statistical forecast, budget, deals, quality, exceptions.',
    params,
    reply: CycleView,
  }),
  ownException: endpoint({
    method: 'put',
    path: '/api/sop/cycles/{id}/exceptions/{exceptionId}/owner',
    permission: 'sop:contribute',
    summary: 'Name who looks after an exception.',
    params: z.object({ id: Id, exceptionId: z.string() }),
    body: z.object({ personId: Id }),
    reply: CycleView,
  }),
  stepOwners: endpoint({
    method: 'put',
    path: '/api/sop/cycles/{id}/steps/{step}/owners',
    permission: 'sop:run',
    summary: 'Name the owners of a step and their substitutes; each owner, or the substitute, has to sign it.',
    params: stepParams,
    body: z.object({ owners: z.array(Owner).max(6) }),
    reply: CycleView,
  }),
  attendance: endpoint({
    method: 'put',
    path: '/api/sop/cycles/{id}/steps/{step}/attendance',
    permission: 'sop:contribute',
    summary: 'Note whether somebody attended the meeting of a step.',
    params: stepParams,
    body: z.object({ personId: Id, present: z.boolean() }),
    reply: CycleView,
  }),
  sign: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/steps/{step}/signatures',
    permission: 'sop:sign',
    summary: 'Sign a step as its owner or substitute, by name.',
    params: stepParams,
    body: z.object({ note: z.string().max(4_000).default('') }),
    reply: CycleView,
  }),
  closeStep: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/steps/{step}/close',
    permission: 'sop:run',
    summary: 'Close a step; refused while a check of its gate fails. Closing step 5 locks the plan.',
    params: stepParams,
    reply: CycleView,
  }),
  reopenStep: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/steps/{step}/reopen',
    permission: 'sop:run',
    summary: 'Open a closed step again, with a reason; later steps wait again, and signatures lapse.',
    params: stepParams,
    body: z.object({ why: Text }),
    reply: CycleView,
  }),
  holidays: endpoint({
    method: 'get',
    path: '/api/sop/holidays',
    permission: 'sop:read',
    summary: 'Days that are not worked, and the weekend, by which due days are counted.',
    reply: z.object({ holidays: z.array(z.object({ day: Day, name: z.string() })) }),
  }),
  setHolidays: endpoint({
    method: 'put',
    path: '/api/sop/holidays',
    permission: 'sop:run',
    summary: 'Set all holidays; the steps of running cycles that are not closed get new due days.',
    body: z.object({ holidays: z.array(z.object({ day: Day, name: z.string().max(200).default('') })).max(2_000) }),
    reply: z.object({
      holidays: z.array(z.object({ day: Day, name: z.string() })),
      /** Running cycles whose days were counted anew. */
      cycles: z.number().int(),
    }),
  }),
}
