import type { AnyReference, Reference } from '#platform/domain.ts'

/** Actions, comments and what tells of them name people; they keep the names of those who go. */
export const actionsReferences: readonly Reference[] = [
  {
    to: 'person',
    table: 'actions.action',
    column: 'owner_id',
    says: 'actions',
    live: 'r.done_at is null and r.dropped_at is null',
  },
  { to: 'person', table: 'actions.action', column: 'added_by', says: 'actions', live: 'false' },
  { to: 'person', table: 'actions.comment', column: 'said_by', says: 'comments', live: 'false' },
  { to: 'person', table: 'actions.notice', column: 'to_id', says: 'notices', derived: true },
]

/** Comments and actions are about a thing of any noun. */
export const actionsAbout: readonly AnyReference[] = [
  { table: 'actions.comment', noun: 'noun', column: 'subject_id', says: 'comments' },
  { table: 'actions.action', noun: 'noun', column: 'subject_id', says: 'actions' },
]
