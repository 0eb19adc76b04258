import type { Scope } from '#platform/auth/scope.ts'
import { refusal } from '#platform/http/refusal.ts'

/** What a person says to a quota or goal of theirs. */
export type Answer = { answer: 'accepted' | 'disputed'; note: string }

/** Refuses an answer to what is somebody else's, and a dispute without a reason. */
export function refuseAnswer(
  noun: 'quota' | 'goal',
  { scope, personId, said }: { scope: Scope; personId: string; said: Answer },
): void {
  if (scope.personId === null || personId !== scope.personId)
    throw refusal(403, {
      code: 'not-yours',
      message: `This is the ${noun} of somebody else.`,
      wayOut: `A ${noun} is accepted or disputed by the person it is for.`,
    })
  if (said.answer === 'disputed' && said.note === '')
    throw refusal(400, {
      code: 'no-reason',
      message: `A disputed ${noun} needs a reason.`,
      wayOut: 'Say in the note what is wrong with it.',
    })
}
