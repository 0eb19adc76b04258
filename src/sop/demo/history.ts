import type { Act, ActKind, BodyOf } from '../cycle/act.ts'
import { apply } from '../cycle/apply.ts'
import { checksOf } from '../cycle/checks.ts'
import type { CycleState } from '../cycle/state.ts'
import { canonical } from '../log/canonical.ts'
import { beginning, hashOfAct, type KeptAct } from '../log/chain.ts'

/** A cycle that is being written: the same rules hold as for users. */
export type History = {
  state: () => CycleState
  acts: KeptAct[]
  /** Does an act as a person, some working hours after the one before. */
  act: <Kind extends ActKind>(kind: Kind, personId: string | null, body: BodyOf<Kind>) => void
  /** Lets the owners of a step sign it, and closes it. */
  close: (step: number) => void
  /** Goes on at a later instant. */
  at: (instant: string) => void
}

/** Begins the history of a cycle. */
export function beginHistory(): History {
  let state: CycleState | null = null
  let now = ''
  const acts: KeptAct[] = []
  function act<Kind extends ActKind>(kind: Kind, personId: string | null, body: BodyOf<Kind>): void {
    now = new Date(Date.parse(now) + 240_000).toISOString()
    const done = { kind, at: now, by: null, personId, body } as unknown as Act
    const applied = apply(state, done)
    if ('refused' in applied) throw new Error(`The demo's ${kind} is refused: ${applied.refused.message}`)
    state = applied.state
    const kept = { seq: acts.length + 1, at: now, by: null, personId, kind, body: canonical(body) }
    acts.push({ ...kept, hash: hashOfAct(acts.at(-1)?.hash ?? beginning, kept) })
  }
  return {
    state: () => state!,
    acts,
    act,
    at: (instant) => {
      now = instant
    },
    close: (step) => {
      const { owners } = state!.steps[step - 1]!
      for (const { personId } of owners) {
        act('attended', personId, { step, personId, present: true })
        act('signed', personId, { step, note: '' })
      }
      act('closed', owners[0]!.personId, { step, checks: checksOf(state!, step) })
    },
  }
}
