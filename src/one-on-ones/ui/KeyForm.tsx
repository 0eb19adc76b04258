import { Button, PasswordInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { call } from '#platform/ui/call.ts'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { oneOnOnesContract } from '../contract.ts'
import { makeKey, type OwnKey, openKey, plain } from '../notes/crypt.ts'
import classes from './one-on-ones.module.css'

type Wrapped = { recipient: string; wrapped: string; recovery: string } | null

/** Opens one's key, or makes it: what that means is said before the first note. */
export function KeyForm({ onKey }: { onKey: (key: OwnKey) => void }) {
  const own = useCall(oneOnOnesContract.key)
  return (
    <Ready call={own} loading={<LoadingBlock height={160} />}>
      {({ key }) => <Ask wrapped={key} onKey={onKey} />}
    </Ready>
  )
}

function Ask({ wrapped, onKey }: { wrapped: Wrapped; onKey: (key: OwnKey) => void }) {
  const [problem, setProblem] = useState('')
  const [made, setMade] = useState<{ key: OwnKey; code: string } | null>(null)
  const [isBusy, setBusy] = useState(false)
  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault()
    const secret = String(new FormData(event.currentTarget).get('secret'))
    setBusy(true)
    setProblem('')
    try {
      if (wrapped) onKey(await opened(wrapped, secret))
      else {
        const { key, recoveryCode, wrapped: sealed, recovery } = await makeKey(secret)
        await call(oneOnOnesContract.setKey, { body: { recipient: key.recipient, wrapped: sealed, recovery } })
        setMade({ key, code: recoveryCode })
      }
    } catch (error) {
      setProblem(
        wrapped ? 'This opens nothing. Try again, or use your printed recovery key.' : String((error as Error).message),
      )
    } finally {
      setBusy(false)
    }
  }
  if (made) return <Recovery code={made.code} onDone={() => onKey(made.key)} />
  return (
    <form onSubmit={submit} className={classes.form}>
      <p>
        {wrapped
          ? 'Agenda and notes are encrypted. Your passphrase opens them in this browser; it is sent nowhere.'
          : 'Choose a passphrase for your notes. They are encrypted in this browser; the server, its owner and its backups cannot read them. Whoever loses the passphrase and the printed recovery key loses the notes: nobody can bring them back.'}
      </p>
      <PasswordInput
        name="secret"
        label={wrapped ? 'Passphrase or recovery key' : 'Passphrase, at least 12 characters'}
        required
        minLength={12}
        autoComplete={wrapped ? 'current-password' : 'new-password'}
      />
      {problem && <p role="alert">{problem}</p>}
      <Button type="submit" loading={isBusy}>
        {wrapped ? 'Open' : 'Make my key'}
      </Button>
    </form>
  )
}

async function opened({ wrapped, recovery }: NonNullable<Wrapped>, secret: string): Promise<OwnKey> {
  return openKey(wrapped, secret).catch(() => openKey(recovery, plain(secret)))
}

function Recovery({ code, onDone }: { code: string; onDone: () => void }) {
  return (
    <div className={classes.form}>
      <p>Print this recovery key and keep it where you keep papers. It is shown once:</p>
      <p className={classes.code}>{code}</p>
      <Button variant="default" onClick={() => print()}>
        Print
      </Button>
      <Button onClick={onDone}>I have it on paper</Button>
    </div>
  )
}
