/** What a reader was told, and the state of the database in which it was true. */
type Answer = { state: string; until: number; text: string }

/** Answers that are given again as long as nothing at all was committed since. */
export type Answers = {
  /** The answer to a question, where it still holds in this state of the database. */
  find: (question: string, state: string, now: number) => string | undefined
  keep: (question: string, state: string, now: number, text: string) => void
}

/** Days and running periods move with the clock alone: no answer is given again after this long. */
const holdsMs = 15_000

/** Longer answers are read anew: they would push out many short ones. */
const longest = 512 * 1024

/**
 * Keeps answers in memory, the newest within `most` characters. The state is PostgreSQL's own word for what is committed
 * (pg_current_snapshot), which every request reads beside its session: equal words mean that no row has changed, whoever
 * might have written it. So a kept answer is never older than the request that gets it.
 */
export function answersKept({ most = 24 * 1024 * 1024 } = {}): Answers {
  const kept = new Map<string, Answer>()
  let size = 0

  function drop(question: string): void {
    size -= kept.get(question)?.text.length ?? 0
    kept.delete(question)
  }

  return {
    find(question, state, now) {
      const answer = kept.get(question)
      if (!answer) return undefined
      if (answer.state === state && now >= answer.until - holdsMs && now < answer.until) return answer.text
      drop(question)
      return undefined
    },
    keep(question, state, now, text) {
      drop(question)
      if (text.length > longest) return
      kept.set(question, { state, until: now + holdsMs, text })
      size += text.length
      for (const oldest of kept.keys()) {
        if (size <= most) break
        drop(oldest)
      }
    },
  }
}
