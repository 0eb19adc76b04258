import { Anchor, Button } from '@mantine/core'
import { useEffect } from 'react'
import type { z } from 'zod'
import { basePath } from '#platform/ui/base-path.ts'
import { call } from '#platform/ui/call.ts'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pulseContract } from '../contract.ts'
import { keptOf } from './answer/keep.ts'
import { ownToken } from './answer/token.ts'
import classes from './pulse.module.css'
import { WishesForm } from './WishesForm.tsx'

/** Rounds in which one is asked and that this browser has not answered. Tokens are fetched now, whether one answers or not. */
export function MineCard() {
  const mine = useCall(pulseContract.mine)
  const [, ask] = useUrlParam('wishes')
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
        <a href={`${basePath()}/pulse/thread`}>Read replies to a comment of yours</a>, by the code that you kept.{' '}
        <Anchor component="button" type="button" inherit underline="always" onClick={() => ask('open', { push: true })}>
          How you are asked
        </Anchor>
        : e-mails, language, time zone.
      </p>
      <DetailDrawer param="wishes" title="How you are asked" size={480}>
        {() => <WishesForm />}
      </DetailDrawer>
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
