import { Button } from '@mantine/core'
import { useEffect } from 'react'
import type { z } from 'zod'
import { basePath } from '#platform/ui/base-path.ts'
import { call } from '#platform/ui/call.ts'
import { Explained } from '#platform/ui/page/Means.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pulseContract } from '../contract.ts'
import { keptOf } from './answer/keep.ts'
import { ownToken } from './answer/token.ts'
import classes from './pulse.module.css'

/** Rounds in which one is asked and that this browser has not answered. Tokens are fetched now, whether one answers or not. */
export function MineCard() {
  const mine = useCall(pulseContract.mine)
  const open = (mine.data?.rounds ?? []).filter(({ id }) => !keptOf(id).sent)
  const ids = open.map(({ id }) => id).join()
  useEffect(() => {
    for (const id of ids.split(',').filter(Boolean)) {
      void call(pulseContract.survey, { params: { id } })
        .then((round) => ownToken(round, null))
        .catch(() => undefined) // the survey page says what is wrong
    }
  }, [ids])
  return (
    <>
      {open.map((round) => (
        <Round key={round.id} round={round} />
      ))}
      <p className={classes.calm}>
        <a href={`${basePath()}/pulse/thread`}>Read replies to a comment of yours</a>, by the code that you kept.
      </p>
    </>
  )
}

function Round({ round }: { round: z.output<(typeof pulseContract.mine)['reply']>['rounds'][number] }) {
  const { instant } = useFormat()
  return (
    <section className={classes.mine} aria-label={round.survey} data-tile>
      <Explained
        of={round.survey}
        means="The questions of this round, all on one page; any of them may be left out. Answers are kept without your name, and no team is shown with fewer answers than its least number."
      >
        <strong>{round.survey}</strong>: {round.questions === 1 ? 'one question' : `${round.questions} questions`},
        anonymous, until {instant(round.closesAt)}.
      </Explained>
      <Button component="a" href={`${basePath()}/pulse/answer?round=${round.id}`}>
        Answer now
      </Button>
    </section>
  )
}
