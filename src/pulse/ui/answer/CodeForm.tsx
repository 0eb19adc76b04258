import type { FormEvent } from 'react'
import { basePath } from '#platform/ui/base-path.ts'
import { CallError } from '#platform/ui/call.ts'
import classes from './answer.module.css'
import { Said } from './Said.tsx'
import type { Words } from './words.ts'

/** For people without a login: the printed code. Says also what went wrong. */
export function CodeForm(props: { text: Words; error: Error; onCode: (code: string) => void; retry: () => void }) {
  const { text, error } = props
  const isSignedOut = error instanceof CallError && error.status === 401
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    props.onCode(String(new FormData(event.currentTarget).get('code')).trim())
  }
  return (
    <form onSubmit={submit} className={classes.code}>
      {isSignedOut ? <p role="alert">{text.needCode}</p> : <Said error={error} />}
      <label className={classes.field}>
        {text.code}
        <input name="code" autoComplete="off" autoCapitalize="characters" required />
      </label>
      <button type="submit" className={classes.send}>
        {text.go}
      </button>
      {isSignedOut ? (
        <a href={`${basePath()}/`}>Drumbeat</a>
      ) : (
        <button type="button" className={classes.plain} onClick={props.retry}>
          {text.again}
        </button>
      )}
    </form>
  )
}
