import { type FormEvent, useState } from 'react'
import { CallError } from '#platform/ui/call.ts'
import { toText } from '../../tokens/bytes.ts'
import classes from './answer.module.css'
import { asks } from './asked.ts'
import { type Kept, keep, keptOf } from './keep.ts'
import { QuestionField } from './QuestionField.tsx'
import { Said } from './Said.tsx'
import type { Asked } from './token.ts'
import { isOffline, type OwnToken } from './use-token.ts'
import { send } from './wire.ts'
import { type Language, words } from './words.ts'

type FormProps = {
  round: Asked
  /** It is made long before somebody has answered. */
  token: OwnToken
  language: Language
  onSent: () => void
}

/** The questions. What is chosen stays in this browser until it is sent, also without a network. */
export function SurveyForm({ round, token, language, onSent }: FormProps) {
  const text = words[language]
  const [draft, setDraft] = useState(keptOf(round.id).draft ?? {})
  const [error, setError] = useState<Error | null>(null)
  const [isSending, setSending] = useState(false)
  function choose(position: number, value: string): void {
    const next = { ...draft, [position]: value }
    setDraft(next)
    keep(round.id, { draft: next })
  }
  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault()
    setSending(true)
    setError(null)
    try {
      await handIn({ round, kept: await token(), draft })
      onSent()
    } catch (problem) {
      if (problem instanceof CallError && problem.problem.code === 'used') {
        keep(round.id, { sent: true })
        onSent()
      } else setError(problem as Error)
    } finally {
      setSending(false)
    }
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      {round.questions.map((question) => (
        <QuestionField
          key={question.position}
          question={question}
          scale={round.scale}
          language={language}
          value={draft[question.position] ?? ''}
          onChange={(value) => choose(question.position, value)}
        />
      ))}
      <p className={classes.quiet}>{text.skip}</p>
      {error && <Said error={error} />}
      {isOffline(error) && <p role="status">{text.kept}</p>}
      <button type="submit" className={classes.send} disabled={isSending}>
        {text.send}
      </button>
    </form>
  )
}

/** Sends the answers without a session, then forgets them here. */
async function handIn({
  round,
  kept,
  draft,
}: {
  round: Asked
  kept: Kept
  draft: Record<number, string>
}): Promise<void> {
  const given = round.questions.flatMap(({ position, kind }) => {
    const value = draft[position]?.trim() ?? ''
    return value === '' ? [] : [{ position, kind, value }]
  })
  const comments = given.filter(({ kind }) => kind === 'comment')
  const secret = comments.length > 0 ? toText(crypto.getRandomValues(new Uint8Array(18))) : null
  const replyHash =
    secret && toText(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(secret))))
  await send(
    asks.answer,
    {
      body: {
        roundId: round.id,
        cellId: kept.cellId!,
        ...kept.token!,
        answers: given
          .filter(({ kind }) => kind !== 'comment')
          .map(({ position, value }) => ({ position, value: Number(value) })),
        comments: comments.map(({ position, value }) => ({ position, text: value, replyHash })),
      },
    },
    { withSession: false },
  )
  keep(round.id, { sent: true, draft: {}, ...(secret && { replySecret: secret }) })
}
