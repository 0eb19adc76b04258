import { z } from 'zod'
import { Day, Id, Instant } from '#platform/http/contract.ts'

/** More than ten questions make a survey that people stop answering: refused in the contract, the command and the database. */
export const MOST_QUESTIONS = 10
export const TOO_MANY = 'A survey has at most 10 questions, so that it is answered in a minute.'

export const Scale = z.enum(['1-10', '0-10'])
export const Every = z.enum(['once', 'week', 'month', 'quarter'])
export const Kind = z.enum(['recommend', 'agree', 'comment'])

export const Question = z.object({
  id: z.string(),
  kind: Kind.describe('recommend: the eNPS question; agree: 5 points; comment: free text.'),
  driver: z.string(),
  reversed: z.boolean().describe('Agreeing is bad news: turned as 6 - x.'),
  en: z.string(),
  de: z.string().nullable(),
})

export const Survey = z.object({
  id: Id,
  name: z.string(),
  every: Every,
  firstOn: Day,
  nextOn: Day.nullable(),
  openDays: z.number().int(),
  openHour: z.number().int(),
  scale: Scale,
  k: z.number().int(),
  commentK: z.number().int(),
  questionIds: z.array(z.string()),
  rotating: z.number().int(),
  roundsMade: z.number().int(),
  endedAt: Instant.nullable(),
})
export type Survey = z.infer<typeof Survey>

const Interval = z.object({ low: z.number(), high: z.number(), margin: z.number(), centre: z.number() })

/** eNPS as it is published: null with a reason where it may not be shown or cannot be computed. */
export const Score = z.object({
  score: z.number().int().nullable(),
  interval: Interval.nullable(),
  promoters: z.number().int().nullable(),
  passives: z.number().int().nullable(),
  detractors: z.number().int().nullable(),
  reason: z.string().nullable(),
})

export const GroupAnswer = z.object({
  groupId: z.string(),
  n: z.number().int().nullable().describe('Answers to this question; null where hidden.'),
  shows: z.enum(['nothing', 'band', 'distribution']),
  band: z.enum(['favourable', 'neutral', 'unfavourable']).nullable(),
  counts: z.array(z.object({ value: z.number().int(), n: z.number().int() })).nullable(),
  favourable: z.number().nullable().describe('Share from 0 to 1.'),
  enps: Score.nullable(),
})
export type GroupAnswer = z.infer<typeof GroupAnswer>

export const Group = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['company', 'cell', 'other cells']),
  unitKey: z.string(),
  eligible: z.number().int(),
  answered: z
    .number()
    .int()
    .nullable()
    .describe('null where fewer than k answered or it would give another group away.'),
})
export type Group = z.infer<typeof Group>

/** What is published at the close, once. */
export const Results = z.object({
  scale: Scale,
  k: z.number().int(),
  commentK: z.number().int(),
  eligible: z.number().int(),
  undeliverable: z.number().int(),
  onLeave: z.number().int(),
  answered: z.number().int().nullable(),
  participation: z.number().nullable(),
  groups: z.array(Group),
  questions: z.array(z.object({ position: z.number().int(), question: Question, groups: z.array(GroupAnswer) })),
  drivers: z.array(
    z.object({
      driver: z.string(),
      groups: z.array(
        z.object({ groupId: z.string(), n: z.number().int().nullable(), favourable: z.number().nullable() }),
      ),
    }),
  ),
  suppressed: z.array(z.object({ what: z.string(), group: z.string(), why: z.string() })),
  checked: z.object({ sets: z.number().int(), conflicts: z.number().int() }),
})
export type Results = z.infer<typeof Results>
