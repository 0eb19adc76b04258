import { useEffect, useState } from 'react'
import classes from './answer.module.css'
import { asks, read } from './asked.ts'
import { CodeForm } from './CodeForm.tsx'
import { keptOf } from './keep.ts'
import { Said } from './Said.tsx'
import { SurveyForm } from './SurveyForm.tsx'
import { Terms } from './Terms.tsx'
import { Thanks } from './Thanks.tsx'
import type { Asked } from './token.ts'
import { useToken } from './use-token.ts'
import { languageOf, words } from './words.ts'

/**
 * A survey on the phone: what it promises, its questions, and one button. Outside the shell, for whoever has the link; plain
 * elements only, so that it is there in two seconds on a slow line.
 */
export function AnswerPage() {
  const [round, setRound] = useState<Asked | null>(null)
  const [error, setError] = useState<Error | null>(null)
  const [tries, setTries] = useState(0)
  const language = languageOf(navigator.languages)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for again on demand
  useEffect(() => {
    const id = new URLSearchParams(location.search).get('round') ?? ''
    setError(null)
    read(asks.survey, { params: { id } }).then(setRound, setError)
  }, [tries])
  return (
    <main className={classes.page} lang={language}>
      {error && (
        <>
          <Said error={error} />
          <button type="button" className={classes.plain} onClick={() => setTries(tries + 1)}>
            {words[language].again}
          </button>
        </>
      )}
      {round && <Open round={round} />}
    </main>
  )
}

function Open({ round }: { round: Asked }) {
  const language = languageOf(navigator.languages)
  const text = words[language]
  const [sent, setSent] = useState(keptOf(round.id).sent === true)
  const { cellId, token, error, setCode, retry } = useToken(round)
  const cell = round.cells.find(({ id }) => id === cellId)
  if (sent) return <Thanks round={round} text={text} />
  return (
    <>
      <h1 className={classes.title}>{round.survey}</h1>
      {round.state !== 'open' && <p role="status">{text[round.state === 'coming' ? 'coming' : 'closed']}</p>}
      {round.state === 'open' && error && <CodeForm text={text} error={error} onCode={setCode} retry={retry} />}
      {round.state === 'open' && !error && !cell && <p role="status">{text.preparing}</p>}
      {cell && <Terms round={round} cell={cell} text={text} />}
      {cell && cell.eligible < round.k && <p role="alert">{text.small}</p>}
      {round.state === 'open' && cell && token && !error && cell.eligible >= round.k && (
        <SurveyForm round={round} token={token} language={language} onSent={() => setSent(true)} />
      )}
    </>
  )
}
