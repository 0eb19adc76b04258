import { z } from 'zod'
import { Day, endpoint, Id, Instant, List, MinorUnits } from '#platform/http/contract.ts'
import { ActivityKind } from '../activities/contract.ts'
import { RecordChange } from '../records/contract.ts'
import { leadStatuses } from './lead-status.ts'

export const LeadStatus = z.enum(leadStatuses)

/** A person who may become a customer. */
export const Lead = z.object({
  id: Id,
  externalId: z.string().nullable(),
  name: z.string(),
  company: z.string().nullable(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  country: z.string().nullable(),
  industry: z.string().nullable(),
  source: z.string().nullable(),
  status: LeadStatus,
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  createdAt: Instant,
  /** The first call, mail, meeting or change to "contacted"; null when the lead was never touched or the day is not known. */
  firstTouchAt: Instant.nullable(),
  lastTouchAt: Instant.nullable(),
  touches: z.number().int(),
  /** Whole days since the last touch, or since creation when there was none; null once converted or disqualified. */
  untouchedDays: z.number().int().nullable(),
  qualifiedAt: Instant.nullable(),
  convertedAt: Instant.nullable(),
  disqualifiedAt: Instant.nullable(),
  disqualifiedReason: z.string().nullable(),
  accountId: Id.nullable(),
  accountName: z.string().nullable(),
  contactId: Id.nullable(),
  /** The deal it was converted into, where you can see it. */
  dealId: Id.nullable(),
  dealName: z.string().nullable(),
  changedAt: Instant,
  erasedAt: Instant.nullable(),
})
export type Lead = z.infer<typeof Lead>

export const LeadTouch = z.object({
  id: Id,
  kind: ActivityKind,
  happenedAt: Instant,
  personId: Id.nullable(),
  personName: z.string().nullable(),
  subject: z.string(),
  note: z.string(),
})

const Text = z.string().trim().max(300).nullable()
const LeadChanges = z
  .object({
    name: z.string().trim().min(1, 'A lead has a name.').max(300),
    company: Text,
    title: Text,
    email: z.email('This is no e-mail address.').nullable(),
    phone: Text,
    country: Text,
    industry: Text,
    source: Text,
    ownerId: Id.nullable(),
    /** "converted" is reached by converting alone. */
    status: LeadStatus.exclude(['converted']),
    disqualifiedReason: z.string().trim().max(2000).nullable(),
  })
  .partial()
export type LeadChanges = z.infer<typeof LeadChanges>

export const leadSorts = [
  'name',
  'company',
  'status',
  'source',
  'owner',
  'created',
  'firstTouch',
  'lastTouch',
  'changed',
] as const
export type LeadSort = (typeof leadSorts)[number]

/** What a list of leads and its figures can be narrowed by; `none` stands for "not filled". Days are the company's. */
export const LeadFilter = z.object({
  /** Part of a name, company or e-mail address. */
  search: z.string().trim().max(200).optional(),
  status: List.pipe(z.array(LeadStatus)).optional(),
  source: List.optional(),
  owner: List.pipe(z.array(z.union([Id, z.literal('none')]))).optional(),
  country: List.optional(),
  industry: List.optional(),
  /** Leads whose owner was in one of these teams on the day the lead was created. */
  team: List.pipe(z.array(Id)).optional(),
  account: Id.optional(),
  createdFrom: Day.optional(),
  createdTo: Day.optional(),
  convertedFrom: Day.optional(),
  convertedTo: Day.optional(),
  /** Open leads that nobody touched for at least so many days. */
  untouchedDays: z.coerce.number().int().min(0).max(10_000).optional(),
})
export type LeadFilter = z.output<typeof LeadFilter>

const Changed = z.object({ id: Id, changedAt: Instant })

const count = z.number().int().min(0)
const rate = z.number().min(0).max(1).nullable()
const LeadMeasures = z.object({
  /** Leads created within the span, followed to now. */
  cohort: z.object({
    created: count,
    /** Touched, or said to be contacted, qualified or converted. */
    contacted: count,
    /** Ever qualified, also those converted since. */
    qualified: count,
    converted: count,
    disqualified: count,
    /** Neither converted nor disqualified yet. */
    open: count,
    /** contacted / created; null where nothing was created. */
    contactRate: rate,
    /** qualified / created. */
    qualificationRate: rate,
    /** converted / created: a young cohort's can still rise by as much as `openShare`. */
    conversionRate: rate,
    /** open / created: the part of the cohort of which nobody knows yet. */
    openShare: rate,
    /** converted / (converted + disqualified). */
    conversionRateOfDecided: rate,
    /** Of leads with a known first touch, from creation to it; untouched leads are left out, see `contactRate`. */
    medianHoursToFirstTouch: z.number().nullable(),
    /** Leads touched within 24 hours of creation / created. */
    touchedWithinOneDayShare: rate,
    /** Of converted leads whose day is known, from creation to conversion. */
    medianDaysToConversion: z.number().nullable(),
    /** Leads that were contacted on a day nobody wrote down. */
    firstTouchUnknown: count,
    /** Open leads that nobody touched for `untouchedDays` days, as of now. */
    untouched: count,
  }),
  /** What happened within the span, whenever the leads were created. */
  events: z.object({
    created: count,
    /** First touches. */
    contacted: count,
    qualified: count,
    converted: count,
    disqualified: count,
  }),
})

export const leadDimensions = [
  'month',
  'quarter',
  'year',
  'source',
  'owner',
  'country',
  'industry',
  'status',
  'none',
] as const

export const leadsContract = {
  listLeads: endpoint({
    method: 'get',
    path: '/api/crm/leads',
    permission: 'crm:read',
    summary: 'A page of the leads that you can see (by their owner), with first and last touch.',
    query: LeadFilter.extend({
      sort: z
        .string()
        .regex(new RegExp(`^(${leadSorts.join('|')}):(asc|desc)$`), `Sort by one of ${leadSorts.join(', ')}.`)
        .default('created:desc'),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({ leads: z.array(Lead), total: z.number().int(), next: z.number().int().nullable() }),
  }),
  leadChoices: endpoint({
    method: 'get',
    path: '/api/crm/leads/choices',
    permission: 'crm:read',
    summary: 'What the leads you can see may be filtered by: sources, countries, industries, owners, teams.',
    reply: z.object({
      sources: z.array(z.string()),
      countries: z.array(z.string()),
      industries: z.array(z.string()),
      owners: z.array(z.object({ id: Id, name: z.string() })),
      teams: z.array(z.object({ id: Id, name: z.string() })),
    }),
  }),
  leadMeasures: endpoint({
    method: 'get',
    path: '/api/crm/leads/measures',
    permission: 'crm:read',
    summary:
      'Figures of leads by period, source or owner: created, contacted, qualified, converted; conversion rate as a cohort with its open share; median time to first touch; open leads not touched for N days.',
    query: LeadFilter.omit({ createdFrom: true, createdTo: true, untouchedDays: true }).extend({
      /** Fiscal periods count by the day of each event; the cohort of a period is what was created in it. */
      by: z.enum(leadDimensions).default('none'),
      /** First and last day, both included, of creation (cohort) and of events. */
      from: Day.optional(),
      to: Day.optional(),
      untouchedDays: z.coerce.number().int().min(0).max(10_000).default(7),
    }),
    reply: z.object({
      asOf: Instant,
      by: z.enum(leadDimensions),
      untouchedDays: z.number().int(),
      total: LeadMeasures,
      /** `key` is the first day of a period, the id of an owner, or the value itself; `none` for "not filled". */
      groups: z.array(LeadMeasures.extend({ key: z.string(), label: z.string() })),
    }),
  }),
  leadDetail: endpoint({
    method: 'get',
    path: '/api/crm/leads/{id}',
    permission: 'crm:read',
    summary: 'A lead with its newest hundred touches and changes.',
    params: z.object({ id: Id }),
    reply: z.object({ lead: Lead, touches: z.array(LeadTouch), history: z.array(RecordChange) }),
  }),
  addLead: endpoint({
    method: 'post',
    path: '/api/crm/leads',
    permission: 'crm:edit',
    summary: 'Add a lead; without an owner it is yours.',
    body: LeadChanges.required({ name: true }).extend({
      /** When it came in; now when left out. It cannot lie ahead. */
      createdAt: Instant.optional(),
    }),
    reply: Lead,
  }),
  changeLead: endpoint({
    method: 'patch',
    path: '/api/crm/leads/{id}',
    permission: 'crm:edit',
    summary: 'Change a lead; what is left out stays. With `changedAt`, refused when it changed since.',
    params: z.object({ id: Id }),
    body: LeadChanges.extend({ changedAt: Instant.optional() }),
    reply: Lead,
  }),
  removeLead: endpoint({
    method: 'delete',
    path: '/api/crm/leads/{id}',
    permission: 'crm:edit',
    summary: 'Remove a lead; undo brings it back.',
    params: z.object({ id: Id }),
    reply: Changed,
  }),
  undoLead: endpoint({
    method: 'post',
    path: '/api/crm/leads/{id}/undo',
    permission: 'crm:edit',
    summary:
      'Take back your own newest change of a lead, named by the instant at which it was recorded. Of a conversion, the contact and the deal go with it unless somebody worked on them since; the account stays.',
    params: z.object({ id: Id }),
    body: z.object({ recordedAt: Instant }),
    reply: Changed,
  }),
  eraseLead: endpoint({
    method: 'post',
    path: '/api/crm/leads/{id}/erase',
    permission: 'company:erase',
    summary:
      'Erase who a lead was, also in its history and touches: name, title, e-mail, phone, outside id, reason and notes go for good; what counts stays.',
    params: z.object({ id: Id }),
    reply: Lead,
  }),
  addLeadTouch: endpoint({
    method: 'post',
    path: '/api/crm/leads/{id}/touches',
    permission: 'crm:edit',
    summary:
      'Say that there was a call, mail, meeting or note about a lead. A new lead that is called, mailed or met counts as contacted.',
    params: z.object({ id: Id }),
    body: z.object({
      kind: ActivityKind,
      /** When it was; now when left out. It cannot lie ahead. */
      happenedAt: Instant.optional(),
      subject: z.string().trim().min(1, 'Say in a few words what it was about.').max(300),
      note: z.string().max(20_000).default(''),
    }),
    reply: Lead,
  }),
  removeLeadTouch: endpoint({
    method: 'delete',
    path: '/api/crm/leads/{id}/touches/{touchId}',
    permission: 'crm:edit',
    summary: 'Remove a touch that was said by mistake; the audit keeps that it was there.',
    params: z.object({ id: Id, touchId: Id }),
    reply: Lead,
  }),
  convertLead: endpoint({
    method: 'post',
    path: '/api/crm/leads/{id}/convert',
    permission: 'crm:edit',
    summary: 'Turn a lead into an account, a contact and a deal in one step; the lead keeps what came of it.',
    params: z.object({ id: Id }),
    body: z.object({
      /** An account that is there already; left out, one is made from the lead's company. */
      accountId: Id.optional(),
      /** The name of the new account, where the lead's company is not it. */
      accountName: z.string().trim().min(1).max(300).optional(),
      /** The deal; null for none. */
      deal: z
        .object({
          name: z.string().trim().min(1).max(300),
          stageId: Id,
          amountMinor: MinorUnits.nullable().default(null),
          currency: z.string().length(3).optional(),
          expectedClose: Day.nullable().default(null),
        })
        .nullable()
        .default(null),
    }),
    reply: Lead,
  }),
}
