import { useState } from 'react'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { pulseContract } from '../../contract.ts'
import classes from './answer.module.css'
import { CodeForm } from './CodeForm.tsx'
import { keptOf } from './keep.ts'
import { SurveyForm } from './SurveyForm.tsx'
import { Terms } from './Terms.tsx'
import { Thanks } from './Thanks.tsx'
import type { Asked } from './token.ts'
import { useToken } from './use-token.ts'
import { languageOf, words } from './words.ts'

/** A survey on the phone: what it promises, its questions, and one button. Outside the shell, for whoever has the link. */
export function AnswerPage() {
  const [id] = useUrlParam('round')
  const round = useCall(pulseContract.survey, { params: { id: id ?? '' } })
  return (
    <main className={classes.page} lang={languageOf(navigator.languages)}>
      <Ready call={round} loading={<LoadingLines rows={6} height={40} />}>
        {(asked) => <Open round={asked} />}
      </Ready>
    </main>
  )
}

function Open({ round }: { round: Asked }) {
  const language = languageOf(navigator.languages)
  const text = words[language]
  const [sent, setSent] = useState(keptOf(round.id).sent === true)
  const { token, error, setCode, retry } = useToken(round)
  const cell = round.cells.find(({ id }) => id === token?.cellId)
  if (sent) return <Thanks round={round} text={text} />
  return (
    <>
      <h1 className={classes.title}>{round.survey}</h1>
      {round.state !== 'open' && <p role="status">{text[round.state === 'coming' ? 'coming' : 'closed']}</p>}
      {round.state === 'open' && error && <CodeForm text={text} error={error} onCode={setCode} retry={retry} />}
      {round.state === 'open' && !error && !cell && <p role="status">{text.preparing}</p>}
      {cell && <Terms round={round} cell={cell} text={text} />}
      {cell && cell.eligible < round.k && <p role="alert">{text.small}</p>}
      {round.state === 'open' && cell && token?.token && cell.eligible >= round.k && (
        <SurveyForm round={round} kept={token} language={language} onSent={() => setSent(true)} />
      )}
    </>
  )
}
