import { Button } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { CallError } from '#platform/ui/call.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { pulseContract } from '../../contract.ts'
import { toText } from '../../tokens/wallet.ts'
import classes from './answer.module.css'
import { type Kept, keep } from './keep.ts'
import { QuestionField } from './QuestionField.tsx'
import type { Asked } from './token.ts'
import { send } from './wire.ts'
import { type Language, words } from './words.ts'

type FormProps = { round: Asked; kept: Kept; language: Language; onSent: () => void }

/** The questions. What is chosen stays in this browser until it is sent, also without a network. */
export function SurveyForm({ round, kept, language, onSent }: FormProps) {
  const text = words[language]
  const [draft, setDraft] = useState(kept.draft ?? {})
  const [error, setError] = useState<CallError | null>(null)
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
      await handIn({ round, kept, draft })
      onSent()
    } catch (problem) {
      if (!(problem instanceof CallError)) throw problem
      if (problem.problem.code === 'used') {
        keep(round.id, { sent: true })
        onSent()
      } else setError(problem)
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
      <Refused error={error} />
      {error?.status === 0 && <p role="status">{text.kept}</p>}
      <Button type="submit" size="lg" fullWidth loading={isSending}>
        {text.send}
      </Button>
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
    pulseContract.answer,
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
