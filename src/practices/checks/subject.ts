import type { Subject } from '#platform/subjects/subject.ts'
import { checks } from './catalogue.ts'

/** A check may be spoken of by whoever reads the scorecard. */
export const checkSubject: Subject = {
  noun: 'check',
  permission: 'practices:read',
  ids: 'text',
  seen: async (_db, _scope, ids) =>
    checks
      .filter(({ key }) => ids.includes(key))
      .map(({ key, name }) => ({ id: key, title: name, path: `/practices?check=${key}` })),
}
