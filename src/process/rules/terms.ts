import { z } from 'zod'
import { Id, MinorUnits } from '#platform/http/contract.ts'

export const RequiredField = z.enum(['account', 'item', 'owner', 'amount', 'expectedClose'])
export type RequiredField = z.infer<typeof RequiredField>

const RequiredFields = z
  .object({
    kind: z.literal('required fields'),
    stageId: Id.describe('From this stage on, the fields are filled; a lost deal needs none'),
    fields: z.array(RequiredField).min(1),
  })
  .describe('A write that moves a deal to the stage or beyond without a field, or empties one there, is refused')

const ExitCriteria = z
  .object({
    kind: z.literal('exit criteria'),
    stageId: Id.describe(
      'A deal goes forward from this stage only when the criteria hold; it may be lost or go back at any time',
    ),
    activities: z
      .object({
        kind: z.enum(['call', 'mail', 'meeting', 'note']).nullable(),
        atLeast: z.number().int().min(1).max(50),
      })
      .nullable()
      .default(null)
      .describe('So many activities since the day on which the deal came to the stage; kind null counts any'),
    amountFromMinor: MinorUnits.min(0)
      .nullable()
      .default(null)
      .describe("At least so much, in the deal's own currency"),
    closeInFuture: z.boolean().default(false).describe('The expected close is today or later'),
    actionsDone: z
      .boolean()
      .default(false)
      .describe('Every action that a playbook added for this stage is done or dropped'),
  })
  .describe('What has to be true before a deal goes forward')

const LostReason = z
  .object({
    kind: z.literal('lost reason'),
    stageId: Id.describe('The lost stage'),
    reasons: z.array(z.string().trim().min(1).max(80)).min(1).max(40),
  })
  .describe(
    'A deal is lost with a reason from the list: the reason of the write is one of them, or begins with one and a colon',
  )

const Playbook = z
  .object({
    kind: z.literal('playbook'),
    stageId: Id.describe('When a deal comes to this stage'),
    steps: z
      .array(z.object({ title: z.string().trim().min(1).max(200), dueInDays: z.number().int().min(0).max(365) }))
      .min(1)
      .max(20)
      .describe('Actions for the owner of the deal, due in so many working days'),
  })
  .describe('What is to be done in a stage, added as actions')

const TimeLimit = z
  .object({
    kind: z.literal('time limit'),
    stageId: Id.describe('The stage that a deal may be in for so long'),
    hours: z
      .number()
      .min(0.25)
      .max(10_000)
      .describe('Business hours, by the working time and the holidays of the company'),
    escalateTo: z.enum(['owner', 'manager']).describe('Who gets an action when the time is over'),
  })
  .describe('A time limit in business hours, with escalation')

const Words = z.array(z.string().trim().min(1).max(120)).max(200).default([])

const Assignment = z
  .object({
    kind: z.literal('assignment'),
    of: z.enum(['deals', 'leads']).default('deals').describe('What is handed out'),
    order: z
      .number()
      .int()
      .min(1)
      .max(999)
      .default(100)
      .describe('Rules are tried from the lowest on; the first that fits and has somebody assigns'),
    stageId: Id.nullable().default(null).describe('Only deals in this stage; null is any open stage'),
    territoryId: Id.nullable().default(null).describe('Only deals of accounts of this territory'),
    amountFromMinor: MinorUnits.min(0).nullable().default(null),
    countries: Words.describe('Only these countries, of the lead or of the account of the deal; none is any'),
    industries: Words.describe('Only these industries; none is any'),
    sources: Words.describe('Only leads of these sources; none is any'),
    pool: z
      .array(
        z.object({
          personId: Id,
          weight: z.number().int().min(1).max(100).default(1).describe('Gets so many of each round'),
          capacity: z
            .number()
            .int()
            .min(1)
            .nullable()
            .default(null)
            .describe('Takes no more while it has so many open ones'),
          perWeek: z
            .number()
            .int()
            .min(1)
            .nullable()
            .default(null)
            .describe('Gets at most so many a week by rules, from Monday on'),
        }),
      )
      .min(1)
      .max(200),
    fallbackId: Id.nullable()
      .default(null)
      .describe('Gets what nobody of the pool can take; null leaves it to the next rule'),
  })
  .describe(
    'Leads or deals without an owner are handed to the pool in turn, by weight; whoever is on leave, has left or is full is passed over',
  )

const Approval = z
  .object({
    kind: z.literal('approval'),
    stageId: Id.describe('A deal comes to this stage or beyond only when what it needs is approved'),
    levels: z
      .array(
        z.object({
          fromDiscount: z
            .number()
            .min(0)
            .max(100)
            .describe('Percent; a discount of so much or more needs this approver'),
          approverId: Id,
          substituteId: Id.nullable()
            .default(null)
            .describe('Decides while the approver is on leave or has let the time pass'),
        }),
      )
      .min(1)
      .max(10)
      .describe('The chain: each level whose threshold is reached, in this order'),
    answerWithinHours: z
      .number()
      .min(0.25)
      .max(1000)
      .default(16)
      .describe('Business hours until the substitute may decide too'),
  })
  .describe('The discount desk')

/** What a rule says, by its kind. */
export const Terms = z.discriminatedUnion('kind', [
  RequiredFields,
  ExitCriteria,
  LostReason,
  Playbook,
  TimeLimit,
  Assignment,
  Approval,
])
export type Terms = z.infer<typeof Terms>
export type TermsOf<Kind extends Terms['kind']> = Extract<Terms, { kind: Kind }>
export const RuleKind = z.enum([
  'required fields',
  'exit criteria',
  'lost reason',
  'playbook',
  'time limit',
  'assignment',
  'approval',
])
export type Rule = { id: string; name: string; terms: Terms }
