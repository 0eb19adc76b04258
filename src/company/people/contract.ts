import { z } from 'zod'
import { Day, endpoint, Id, Instant } from '#platform/http/contract.ts'
import { Name, Named, TimeZone } from '../schema.ts'

const Text = z.string().trim().min(1).max(200).nullable()
const Email = z.email('This is no e-mail address.').max(254).nullable()

export const Person = z.object({
  id: Id,
  externalId: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  hiredOn: Day.nullable(),
  timeZone: z.string().nullable().describe("Whose clock counts for them; null: the company's."),
  leftOn: Day.nullable(),
  erasedAt: Instant.nullable(),
  manager: Named.nullable(),
  team: Named.nullable(),
  /** The role of their login, where they have an open one. */
  role: z.string().nullable(),
  /** How many people report to them directly today. */
  reports: z.number().int(),
})
export type Person = z.infer<typeof Person>

/** Half-open: from `startsOn` until the day before `endsOn`. */
export const Assignment = z.object({ id: Id, of: Named, startsOn: Day, endsOn: Day.nullable() })
export type Assignment = z.infer<typeof Assignment>

export const PersonDetail = Person.extend({
  managers: z.array(Assignment),
  teams: z.array(Assignment),
  directReports: z.array(Named),
  login: z.object({ userId: Id, email: z.string(), role: z.string(), disabledAt: Instant.nullable() }).nullable(),
})
export type PersonDetail = z.infer<typeof PersonDetail>

const Details = z.object({
  name: Name,
  email: Email,
  title: Text,
  externalId: Text,
  hiredOn: Day.nullable(),
  timeZone: TimeZone.nullable(),
})
const ofPerson = z.object({ id: Id })

export const peopleContract = {
  list: endpoint({
    method: 'get',
    path: '/api/company/people',
    permission: 'company:read',
    summary: 'Everybody, with their manager, team and role of today.',
    query: z.object({
      search: z.string().optional(),
      team: z.uuid().optional(),
      left: z.enum(['hide', 'show']).default('hide'),
      limit: z.coerce.number().int().min(1).max(10_000).default(2_000),
      offset: z.coerce.number().int().min(0).default(0),
    }),
    reply: z.object({ people: z.array(Person), total: z.number().int() }),
  }),
  detail: endpoint({
    method: 'get',
    path: '/api/company/people/{id}',
    permission: 'company:read',
    summary: 'One person, with the dated history of managers and teams.',
    params: ofPerson,
    reply: PersonDetail,
  }),
  add: endpoint({
    method: 'post',
    path: '/api/company/people',
    permission: 'company:edit',
    summary: 'Add a person, with manager and team from a day on.',
    body: Details.partial().extend({
      name: Name,
      managerId: Id.nullable().optional(),
      teamId: Id.nullable().optional(),
      /** From when manager and team hold; by default the day of hire, else today. */
      from: Day.optional(),
    }),
    reply: PersonDetail,
  }),
  change: endpoint({
    method: 'patch',
    path: '/api/company/people/{id}',
    permission: 'company:edit',
    summary: "Change a person's name, e-mail, title, outside id, day of hire or time zone.",
    params: ofPerson,
    body: Details.partial(),
    reply: PersonDetail,
  }),
  setManager: endpoint({
    method: 'post',
    path: '/api/company/people/{id}/manager',
    permission: 'company:edit',
    summary: 'Let a person report to a manager (or to nobody) from a day on; the earlier reporting line ends there.',
    params: ofPerson,
    body: z.object({ managerId: Id.nullable(), from: Day }),
    reply: PersonDetail,
  }),
  setTeam: endpoint({
    method: 'post',
    path: '/api/company/people/{id}/team',
    permission: 'company:edit',
    summary: 'Move a person to a team (or to none) from a day on; the earlier membership ends there.',
    params: ofPerson,
    body: z.object({ teamId: Id.nullable(), from: Day }),
    reply: PersonDetail,
  }),
  leave: endpoint({
    method: 'post',
    path: '/api/company/people/{id}/leave',
    permission: 'company:edit',
    summary: 'A person leaves: manager and team end after the last day, and their reports move on.',
    params: ofPerson,
    body: z.object({ lastDay: Day, reportsGoTo: Id.nullable().optional() }),
    reply: PersonDetail,
  }),
  comeBack: endpoint({
    method: 'post',
    path: '/api/company/people/{id}/return',
    permission: 'company:edit',
    summary: 'A person who left is back; set manager and team afterwards.',
    params: ofPerson,
    reply: PersonDetail,
  }),
  erase: endpoint({
    method: 'post',
    path: '/api/company/people/{id}/erase',
    permission: 'company:erase',
    summary:
      'Erase who a person was, for good: name, e-mail, title, outside id and login go; deals, totals and history stay.',
    params: ofPerson,
    reply: PersonDetail,
  }),
}
