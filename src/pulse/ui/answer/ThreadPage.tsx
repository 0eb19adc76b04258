import { Button, Textarea, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { CallError } from '#platform/ui/call.ts'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { talkContract } from '../../talk/contract.ts'
import classes from './answer.module.css'
import { send } from './wire.ts'
import { languageOf, type Words, words } from './words.ts'

type Thread = z.output<(typeof talkContract.thread)['reply']>

/** The talk below a comment of one's own, by the code one kept; sent without a session. */
export function ThreadPage() {
  const language = languageOf(navigator.languages)
  const text = words[language]
  const [secret, setSecret] = useState<string | null>(null)
  const [thread, setThread] = useState<Thread | null>(null)
  return (
    <main className={classes.page} lang={language}>
      <h1 className={classes.title}>{text.threadTitle}</h1>
      {thread && secret ? (
        <Talk thread={thread} secret={secret} text={text} />
      ) : (
        <CodeOfComment
          text={text}
          onFound={(found, by) => {
            setSecret(by)
            setThread(found)
          }}
        />
      )}
    </main>
  )
}

function CodeOfComment({ text, onFound }: { text: Words; onFound: (thread: Thread, secret: string) => void }) {
  const { error, isBusy, run } = useSending()
  const read = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const secret = String(new FormData(event.currentTarget).get('secret')).trim()
    void run(async () => onFound(await send(talkContract.thread, { body: { secret } }, { withSession: false }), secret))
  }
  return (
    <form onSubmit={read} className={classes.form}>
      <p>{text.threadHow}</p>
      <TextInput name="secret" label={text.threadCode} required minLength={16} maxLength={100} autoComplete="off" />
      <Refused error={error} />
      <Button type="submit" size="lg" fullWidth loading={isBusy}>
        {text.read}
      </Button>
    </form>
  )
}

function Talk({ thread: { body, lines }, secret, text }: { thread: Thread; secret: string; text: Words }) {
  const { error, isBusy, run } = useSending()
  const [isSent, setSent] = useState(false)
  const answer = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const said = String(new FormData(event.currentTarget).get('body'))
    void run(async () => {
      await send(talkContract.answerBack, { body: { secret, body: said } }, { withSession: false })
      setSent(true)
    })
  }
  return (
    <>
      <blockquote>{body}</blockquote>
      {lines.length === 0 && <p className={classes.quiet}>{text.noReplies}</p>}
      {lines.map((line) => (
        <p key={line.place}>
          <strong>{line.byWriter ? text.you : (line.author ?? text.team)}</strong>: {line.body}
        </p>
      ))}
      {isSent ? (
        <p role="status">{text.keptReply}</p>
      ) : (
        <form onSubmit={answer} className={classes.form}>
          <Textarea name="body" label={text.answerBack} required maxLength={2000} autosize minRows={3} />
          <p className={classes.quiet}>{text.answerLater}</p>
          <Refused error={error} />
          <Button type="submit" size="lg" fullWidth loading={isBusy}>
            {text.sendReply}
          </Button>
        </form>
      )}
    </>
  )
}

/** Sends something and keeps what was refused. */
function useSending() {
  const [error, setError] = useState<CallError | null>(null)
  const [isBusy, setBusy] = useState(false)
  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true)
    setError(null)
    try {
      await work()
    } catch (problem) {
      if (!(problem instanceof CallError)) throw problem
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return { error, isBusy, run }
}
