import type { Demo } from '#platform/demo.ts'

/** What the people of the demo company have said and taken on. */
export const actionsDemo: Demo = ({ talk }) => [
  { table: 'actions.comment', rows: talk.comments },
  { table: 'actions.action', rows: talk.actions },
  { table: 'actions.notice', rows: talk.notices },
]
