import type { SignedIn } from '../auth/scope.ts'

/** Whom an answer is for: everybody who may ask, whoever sees the rows of the same people, or one caller alone. */
export type Readership = 'everybody' | 'who sees the same' | 'one caller'

/** An answer, the tables it was read from (null where that cannot be told), and the state of the database in which it was true. */
type Answer = { state: string; tables: readonly string[] | null; until: number; text: string }

/** Answers that are given again as long as nothing that they were read from has changed. */
export type Answers = {
  /** The first answer to one of these questions that still holds. */
  find: (questions: readonly string[], state: string, now: number) => Promise<Answer | undefined>
  keep: (question: string, answer: Omit<Answer, 'until'>, now: number) => void
}

/** Whether any of some tables has changed since a state, and the state now. */
export type ChangedSince = (asked: { tables: readonly string[]; state: string }) => Promise<{
  changed: boolean
  state: string
}>

/** Days and running periods move with the clock alone: no answer is given again after this long. */
const holdsMs = 30_000

/** Longer answers are read anew: they would push out many short ones. */
const longest = 512 * 1024

/**
 * Keeps answers in memory, the newest within `most` characters. The state is PostgreSQL's own word for what is committed
 * (pg_current_snapshot), which every request reads beside its session: equal words mean that no row has changed, whoever
 * might have written it. Under another word the tables that the answer was read from are asked whether they have a change
 * that was not committed then. So a kept answer is never older than the request that gets it.
 */
export function answersKept(changedSince: ChangedSince, { most = 24 * 1024 * 1024 } = {}): Answers {
  const kept = new Map<string, Answer>()
  let size = 0

  function drop(question: string): void {
    size -= kept.get(question)?.text.length ?? 0
    kept.delete(question)
  }

  async function holds(answer: Answer, state: string): Promise<boolean> {
    if (answer.state === state) return true
    if (answer.tables === null) return false
    const now = await changedSince({ tables: answer.tables, state: answer.state })
    if (!now.changed) answer.state = now.state
    return !now.changed
  }

  return {
    async find(questions, state, now) {
      for (const question of questions) {
        const answer = kept.get(question)
        if (!answer) continue
        if (now >= answer.until - holdsMs && now < answer.until && (await holds(answer, state))) return answer
        if (kept.get(question) === answer) drop(question)
      }
      return undefined
    },
    keep(question, answer, now) {
      drop(question)
      if (answer.text.length > longest) return
      kept.set(question, { ...answer, until: now + holdsMs })
      size += answer.text.length
      for (const oldest of kept.keys()) {
        if (size <= most) break
        drop(oldest)
      }
    },
  }
}

/** Who asks, as far as an answer may depend on it. */
export type Asker = {
  user: SignedIn
  sessionId: string | null
  permissions: ReadonlySet<string>
  sees: Readonly<Record<string, unknown>>
}

/** What is asked, under each readership. */
export function questionsOf(url: string, asker: Asker): Record<Readership, string> {
  const { user, sessionId, permissions, sees } = asker
  return {
    everybody: url,
    'who sees the same': [url, JSON.stringify(sees)].join('\n'),
    'one caller': [url, user.id, sessionId ?? [...permissions].join(' '), JSON.stringify(sees)].join('\n'),
  }
}

/** The narrowest readership of several: an answer made of parts is for whom all of them are. */
export function narrowest(parts: readonly Readership[]): Readership {
  if (parts.includes('one caller')) return 'one caller'
  return parts.includes('who sees the same') ? 'who sees the same' : 'everybody'
}

/**
 * A request whose answer's readership is told by what its handler looks at: nothing of the caller, only whose rows they see,
 * or anything else.
 */
export function watched<Request extends { scope: { sees: unknown } }>(
  request: Request,
  ofNobody: readonly (keyof Request)[],
): { request: Request; readership: () => Readership } {
  let readership: Readership = 'everybody'
  const scope = watching(request.scope, (name) => {
    if (name !== 'sees') readership = 'one caller'
    else if (readership === 'everybody') readership = 'who sees the same'
  })
  const seen = watching({ ...request, scope }, (name) => {
    if (name !== 'scope' && !ofNobody.includes(name)) readership = 'one caller'
  })
  return { request: seen, readership: () => readership }
}

/** The same object, which tells which of its fields are looked at. */
function watching<Whole extends object>(whole: Whole, tell: (name: keyof Whole) => void): Whole {
  return new Proxy(whole, {
    get(target, name) {
      tell(name as keyof Whole)
      return Reflect.get(target, name)
    },
  })
}
