import { z } from 'zod'
import { Day, Id, Instant } from '#platform/http/contract.ts'

/** The noun of a thing, as its domain declares it (deal, account, person, item, …). */
export const NounName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'A noun is named like deal.')
/** The id of a thing of that noun. */
export const ThingId = z.string().min(1).max(200)

/** What a comment or an action is about; name and address are null where the reader may not see the thing. */
export const AboutThing = z.object({
  noun: z.string(),
  id: z.string(),
  title: z.string().nullable(),
  /** Where its screen is, below the base of the workspace. */
  path: z.string().nullable(),
})
export type AboutThing = z.infer<typeof AboutThing>

/** A person of the company, or a login that belongs to no person: who may be mentioned and may own an action. */
export const Party = z.object({
  id: Id,
  name: z.string(),
  /** Their job, or the role of their login. */
  detail: z.string().nullable(),
  /** Whether they can sign in, and so will read it. */
  signsIn: z.boolean(),
})
export type Party = z.infer<typeof Party>

export const Comment = z.object({
  id: Id,
  noun: z.string(),
  subjectId: z.string(),
  /** A mention is written @[id]. */
  text: z.string(),
  mentions: z.array(z.object({ id: Id, name: z.string() })),
  saidById: Id,
  saidBy: z.string(),
  saidAt: Instant,
  editedAt: Instant.nullable(),
  withdrawnAt: Instant.nullable(),
  /** Written by the reader, who alone may edit or withdraw it. */
  isMine: z.boolean(),
})
export type Comment = z.infer<typeof Comment>

export const ActionState = z.enum(['open', 'done', 'dropped'])
export type ActionState = z.infer<typeof ActionState>

export const Action = z.object({
  id: Id,
  title: z.string(),
  /** Null for an action that is about no thing. */
  about: AboutThing.nullable(),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  dueOn: Day.nullable(),
  state: ActionState,
  /** Open after its day. */
  isLate: z.boolean(),
  isMine: z.boolean(),
  addedById: Id.nullable(),
  addedBy: z.string(),
  addedAt: Instant,
  doneAt: Instant.nullable(),
  doneBy: z.string().nullable(),
  droppedAt: Instant.nullable(),
})
export type Action = z.infer<typeof Action>

export const NoticeKind = z.enum(['mention', 'given', 'done'])

/** Something that somebody was told of: a mention, an action given to them, an action of theirs that was done. */
export const Notice = z.object({
  id: Id,
  kind: NoticeKind,
  at: Instant,
  readAt: Instant.nullable(),
  by: z.string(),
  /** What was said, or the title of the action; a mention is written @[id]. */
  text: z.string(),
  mentions: z.array(z.object({ id: Id, name: z.string() })),
  about: AboutThing.nullable(),
  actionId: Id.nullable(),
})
export type Notice = z.infer<typeof Notice>
