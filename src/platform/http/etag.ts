import { createHash } from 'node:crypto'
import { refusal } from './refusal.ts'

/** What stands for an answer: equal answers have equal tags. */
export function tagOf(text: string): string {
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
}

/** Whether one of the tags of a header (`*` is any) is this one; weak tags count as what they stand for. */
export function isNamed(header: string, tag: string): boolean {
  return header.trim() === '*' || header.split(',').some((each) => each.trim().replace(/^W\//, '') === tag)
}

/** The refusal of a change to what somebody else changed meanwhile. */
export function changedMeanwhile(path: string, now: string | null) {
  return refusal(412, {
    code: 'changed-meanwhile',
    message: now ? `${path} was changed since you read it.` : `${path} is not there, or you cannot read it.`,
    wayOut: now
      ? `Read it again, look at what changed, and send your change with If-Match: ${now}.`
      : 'Look for it in the list, or leave If-Match out.',
  })
}

/** The refusal of a condition on what cannot be read at that path. */
export function nothingToMatch(path: string) {
  return refusal(400, {
    code: 'nothing-to-match',
    message: `There is no GET ${path}, so that If-Match has nothing to compare.`,
    wayOut: 'Leave If-Match out.',
  })
}

/** Does what is asked of one path one after the other, in the order of asking. */
export function turns(): <Result>(path: string, go: () => Promise<Result>) => Promise<Result> {
  const last = new Map<string, Promise<unknown>>()
  return async (path, go) => {
    const before = last.get(path) ?? Promise.resolve()
    const mine = before.then(go, go)
    const settled = mine.catch(() => undefined)
    last.set(path, settled)
    try {
      return await mine
    } finally {
      if (last.get(path) === settled) last.delete(path)
    }
  }
}
