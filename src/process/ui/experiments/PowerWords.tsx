import { useQuery } from '@tanstack/react-query'
import { call } from '#platform/ui/call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Metric, runningContract } from '../../experiments/running-contract.ts'
import classes from '../process.module.css'

type Design = { metric: Metric; stageId: string | null; teamIds: string[]; startsOn: string; weeks: number }

/** Which effect an experiment of this design can find. */
export function PowerWords({ design }: { design: Design }) {
  const { number, percent } = useFormat()
  const { data } = useQuery({
    queryKey: ['experiment power', design],
    queryFn: () => call(runningContract.preview, { body: design }),
  })
  if (!data) return null
  const { minimalDetectableEffect: effect, expectedPerArm } = data
  if (effect === null)
    return <p className={classes.sentence}>Too few cases in the last year to say which effect it can find.</p>
  const words = design.metric === 'win rate' ? `${percent(effect, 1)} points of win rate` : `${number(effect, 1)} days`
  return (
    <p className={classes.sentence}>
      With about {number(expectedPerArm)} cases on the smaller side it finds an effect of {words} or more, four times
      out of five.
    </p>
  )
}
