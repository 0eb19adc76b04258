import { z } from 'zod'
import { Day, endpoint, Id } from '#platform/http/contract.ts'
import { Action, ActionState, Comment, Notice, NounName, Party, ThingId } from './schema.ts'

const Text = z.string().trim().min(1, 'A comment has words.').max(10_000)
const Title = z.string().trim().min(1, 'An action has a title.').max(500)
const one = z.object({ id: Id })
const paged = {
  limit: z.coerce.number().int().min(1).max(500).default(100),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
}

/** The endpoints of actions: comments, actions, and the inbox. */
export const actionsContract = {
  comments: endpoint({
    method: 'get',
    path: '/api/actions/comments',
    permission: 'actions:read',
    summary: 'The comments on a thing (any noun and its id), oldest first; who may read the thing may read them.',
    query: z.object({ noun: NounName, id: ThingId, ...paged }),
    reply: z.object({ comments: z.array(Comment), total: z.number().int() }),
  }),
  comment: endpoint({
    method: 'post',
    path: '/api/actions/comments',
    permission: 'actions:write',
    summary:
      'Comment on a thing. Mention somebody by writing @[id] with the id of a person (or of a login without one).',
    body: z.object({ noun: NounName, id: ThingId, text: Text }),
    reply: Comment,
  }),
  editComment: endpoint({
    method: 'patch',
    path: '/api/actions/comments/{id}',
    permission: 'actions:write',
    summary: 'Change the words of a comment of yours.',
    params: one,
    body: z.object({ text: Text }),
    reply: Comment,
  }),
  withdrawComment: endpoint({
    method: 'delete',
    path: '/api/actions/comments/{id}',
    permission: 'actions:write',
    summary: 'Withdraw a comment of yours; it can be restored.',
    params: one,
    reply: Comment,
  }),
  restoreComment: endpoint({
    method: 'post',
    path: '/api/actions/comments/{id}/restore',
    permission: 'actions:write',
    summary: 'Restore a comment that you withdrew.',
    params: one,
    reply: Comment,
  }),
  parties: endpoint({
    method: 'get',
    path: '/api/actions/parties',
    permission: 'actions:read',
    summary:
      'Whom one can mention or give an action to: people, and logins without a person, by name. With a thing, only those who may see it.',
    query: z.object({
      q: z.string().max(200).default(''),
      noun: NounName.optional(),
      id: ThingId.optional(),
      limit: z.coerce.number().int().min(1).max(50).default(10),
    }),
    reply: z.object({ parties: z.array(Party) }),
  }),
  inbox: endpoint({
    method: 'get',
    path: '/api/actions/inbox',
    permission: 'actions:read',
    summary: 'What mentions you, what was given to you, and what you gave that was done; newest first.',
    query: z.object({ unread: z.enum(['true', 'false']).default('false'), ...paged }),
    reply: z.object({ notices: z.array(Notice), total: z.number().int(), unread: z.number().int() }),
  }),
  counts: endpoint({
    method: 'get',
    path: '/api/actions/counts',
    permission: 'actions:read',
    summary: 'How much of your inbox is unread, and how many actions of yours are open and late.',
    reply: z.object({ unread: z.number().int(), open: z.number().int(), late: z.number().int() }),
  }),
  markRead: endpoint({
    method: 'post',
    path: '/api/actions/inbox/read',
    permission: 'actions:read',
    summary: 'Mark some of your inbox, or all of it, as read or as unread.',
    body: z.object({
      /** Left out: all. */
      ids: z.array(Id).max(500).optional(),
      read: z.boolean().default(true),
    }),
    reply: z.object({ ids: z.array(Id) }),
  }),
  actions: endpoint({
    method: 'get',
    path: '/api/actions',
    permission: 'actions:read',
    summary:
      'Actions that you may see, by day they are due: of one thing, of one owner or giver ("me" is you), open, done or dropped, or late only.',
    query: z.object({
      noun: NounName.optional(),
      id: ThingId.optional(),
      /** The id of the owner, "me", or "none". */
      owner: z.union([z.literal('me'), z.literal('none'), Id]).optional(),
      /** Who gave it: an id, or "me". */
      addedBy: z.union([z.literal('me'), Id]).optional(),
      state: ActionState.optional(),
      late: z.enum(['true']).optional(),
      search: z.string().max(200).optional(),
      ...paged,
    }),
    reply: z.object({ actions: z.array(Action), total: z.number().int() }),
  }),
  addAction: endpoint({
    method: 'post',
    path: '/api/actions',
    permission: 'actions:write',
    summary: 'Add an action with an owner and a day, about a thing (noun and id) or about none.',
    body: z.object({
      title: Title,
      /** A person, or a login without one; null for nobody yet. */
      ownerId: Id.nullable().default(null),
      dueOn: Day.nullable().default(null),
      noun: NounName.optional(),
      id: ThingId.optional(),
    }),
    reply: Action,
  }),
  action: endpoint({
    method: 'get',
    path: '/api/actions/{id}',
    permission: 'actions:read',
    summary: 'One action.',
    params: one,
    reply: Action,
  }),
  changeAction: endpoint({
    method: 'patch',
    path: '/api/actions/{id}',
    permission: 'actions:write',
    summary: 'Change the title, the owner or the day of an action.',
    params: one,
    body: z.object({
      title: Title.optional(),
      ownerId: Id.nullable().optional(),
      dueOn: Day.nullable().optional(),
    }),
    reply: Action,
  }),
  finishAction: endpoint({
    method: 'post',
    path: '/api/actions/{id}/done',
    permission: 'actions:write',
    summary: 'An action is done.',
    params: one,
    reply: Action,
  }),
  reopenAction: endpoint({
    method: 'post',
    path: '/api/actions/{id}/reopen',
    permission: 'actions:write',
    summary: 'Open an action again that was done or dropped.',
    params: one,
    reply: Action,
  }),
  dropAction: endpoint({
    method: 'delete',
    path: '/api/actions/{id}',
    permission: 'actions:write',
    summary: 'Drop an action that needs nobody any more; reopen takes it back.',
    params: one,
    reply: Action,
  }),
}
