import { z } from 'zod'
import { Day, Id, Instant } from '#platform/http/contract.ts'

export const kinds = ['playbook', 'battlecard', 'deck', 'course'] as const
export const Kind = z.enum(kinds)
export const Named = z.object({ id: Id, name: z.string() })
const Words = z.array(z.string().trim().min(1).max(200)).max(50)

/** What a resource says of itself; also the body of adding and changing one. */
export const ResourceFacts = z.object({
  name: z.string().trim().min(1, 'A resource has a name.').max(300),
  kind: Kind,
  version: z.string().trim().min(1).max(50).describe('"1" where nothing is said'),
  ownerId: Id.nullable(),
  validFrom: Day.nullable(),
  validUntil: Day.nullable().describe('The last day on which it is to be used; null for no end'),
  link: z
    .string()
    .trim()
    .max(2000)
    .regex(/^https?:\/\//, 'A link begins with https:// or http://.')
    .nullable(),
  body: z.string().max(50_000).nullable().describe('Its text, where it is no link'),
  stages: Words.describe('Names of stages in which it helps; none means all'),
  segments: Words.describe('Segments (industries of accounts) in which it helps; none means all'),
  families: Words.describe('Names of item families for which it helps; none means all'),
  certification: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .nullable()

    .describe('What finishing the course certifies; of courses only'),
  certifiedDays: z
    .number()
    .int()
    .min(1)
    .max(36_500)
    .nullable()

    .describe('For so many days from the day of completion the certification is valid; null for ever'),
})

export const validities = ['valid', 'not yet valid', 'no longer valid', 'retired'] as const
export const Resource = ResourceFacts.extend({
  id: Id,
  ownerName: z.string().nullable(),
  validity: z.enum(validities).describe('As of today'),
  unknownTags: z.array(z.string()).describe('Tags that are no stage, segment or family of that name today'),
  opened: z.number().int().describe('How often it was opened in the last 90 days'),
  openedOnDeals: z.number().int().describe('On how many deals it was opened in the last 90 days'),
})
export type Resource = z.infer<typeof Resource>

export const Helping = z.object({
  id: Id,
  name: z.string(),
  kind: Kind,
  version: z.string(),
  link: z.string().nullable(),
  body: z.string().nullable(),
  because: z.string().describe('Why it helps here'),
  matches: z.array(z.enum(['stage', 'segment', 'family'])),
})

export const Opening = z.object({
  id: Id,
  openedAt: Instant,
  person: Named.nullable(),
  deal: Named.nullable().describe('Null where it was opened outside a deal, or on one that you do not see'),
})

export const Completion = z.object({
  id: Id,
  course: Named,
  person: Named,
  completedOn: Day,
  score: z.number().nullable().describe('0 to 100'),
  certification: z.string().nullable(),
  expiresOn: Day.nullable().describe('The first day on which the certification is no longer valid'),
})

export const certificateStates = ['valid', 'expires soon', 'expired'] as const
export const Certificate = z.object({
  person: Named,
  course: Named,
  certification: z.string(),
  completedOn: Day.describe('When the course was last completed'),
  expiresOn: Day.nullable(),
  state: z.enum(certificateStates).describe('"expires soon": within 30 days'),
})

export const sides = ['sales operations', 'enablement'] as const
export const Side = z.enum(sides)
