import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { screenAt } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pulseContract } from '../../contract.ts'
import type { Survey } from '../../schema.ts'
import classes from '../pulse.module.css'

/** What a survey asks, and its rounds; never an answer. */
export function SurveyDetail({ survey }: { survey: Survey }) {
  const bank = useCall(pulseContract.questions)
  const { number } = useFormat()
  return (
    <Ready call={bank}>
      {({ questions }) => (
        <>
          <h3 className={classes.calm}>Questions of every round</h3>
          <ul>
            {survey.questionIds.map((id) => (
              <li key={id}>{questions.find((question) => question.id === id)?.en ?? 'A question that is gone'}</li>
            ))}
          </ul>
          {survey.rotating > 0 && (
            <p>
              {survey.rotating === 1 ? 'One more takes' : `${number(survey.rotating)} more take`} turns: of the others
              in the bank, those that were not asked for longest.
            </p>
          )}
          <Rounds surveyId={survey.id} />
        </>
      )}
    </Ready>
  )
}

function Rounds({ surveyId }: { surveyId: string }) {
  const call = useCall(pulseContract.rounds, { query: { surveyId } })
  const { day } = useFormat()
  return (
    <Ready call={call}>
      {({ rounds }) =>
        rounds.length === 0 ? (
          <p>No round of it has been launched yet.</p>
        ) : (
          <>
            <h3 className={classes.calm}>Its rounds</h3>
            <ul>
              {rounds.map((round) => (
                <li key={round.id}>
                  {round.state === 'closed' ? (
                    <NumberLink value={day(round.day)} to={screenAt('/pulse', { round: round.id })} />
                  ) : (
                    day(round.day)
                  )}
                  , {round.state}
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Ready>
  )
}
