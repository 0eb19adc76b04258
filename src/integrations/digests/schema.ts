import { z } from 'zod'
import { TimeZone } from '#company/schema.ts'
import { Id, Instant } from '#platform/http/contract.ts'

/** One view of a digest: which, under what heading, narrowed as its screen was. */
export const Part = z.object({
  view: z.string().min(1).max(60).describe('The key of a view that /api/integrations/digests/views lists.'),
  title: z.string().trim().min(1, 'A part has a heading.').max(120),
  search: z
    .record(z.string().max(60), z.string().max(4000))
    .describe('What narrows it, by the names that its screen’s address has.'),
})
export type Part = z.infer<typeof Part>

const at = { minute: z.number().int().min(0).max(1439).describe('Of the day: 480 is 8 o’clock.') }

export const Timetable = z.discriminatedUnion('every', [
  z.object({ every: z.literal('day'), ...at }),
  z.object({ every: z.literal('working day'), ...at }),
  z.object({ every: z.literal('week'), weekday: z.number().int().min(1).max(7).describe('1 is Monday.'), ...at }),
  z.object({
    every: z.literal('month'),
    monthDay: z.number().int().min(1).max(31).describe('A month that is shorter has it on its last day.'),
    ...at,
  }),
])
export type Timetable = z.infer<typeof Timetable>

export const DigestGiven = z.object({
  name: z.string().trim().min(1, 'A digest has a name.').max(100),
  parts: z.array(Part).min(1, 'A digest has at least one view.').max(20),
  when: Timetable,
  timeZone: TimeZone,
  onlyNews: z.boolean().describe('Send nothing where nothing has changed since the last one.'),
  byMail: z.boolean().describe('To your own mail address.'),
  byChat: z.boolean().describe('To your own chat, as your notifications name it.'),
  receivers: z.array(Id).max(200).describe('Logins that get it too, by mail; each as they may see it.'),
})
export type DigestGiven = z.infer<typeof DigestGiven>

export const Receiver = z.object({
  id: Id,
  name: z.string(),
  byMail: z.boolean(),
  byChat: z.boolean(),
  sentAt: Instant.nullable(),
  problem: z.string().nullable().describe('Why the last one did not arrive; seen by its receiver and the owner.'),
  leftAt: Instant.nullable().describe('When they asked for no more of them.'),
})
export type Receiver = z.infer<typeof Receiver>

export const Digest = z.object({
  id: Id,
  name: z.string(),
  parts: z.array(Part),
  when: Timetable,
  timeZone: z.string(),
  onlyNews: z.boolean(),
  owner: z.object({ id: Id, name: z.string() }),
  isOwn: z.boolean(),
  receivers: z.array(Receiver).describe('All of them of a digest of your own; of another’s only you.'),
})
export type Digest = z.infer<typeof Digest>
