import type { Notice } from '../schema.ts'

/** What somebody did, after their name. */
export const does = { mention: 'mentioned you', given: 'gave you an action', done: 'did what you asked for' }

/** Who did what: "Anna mentioned you in Acme renewal". */
export function noticeWords({ by, kind, about }: Pick<Notice, 'by' | 'kind' | 'about'>): string {
  const where = about?.title ? ` (${about.title})` : ''
  return `${by} ${does[kind]}${where}`
}
