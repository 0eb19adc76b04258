import type { z } from 'zod'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { processContract } from '../contract.ts'
import type { Graph } from '../schema.ts'
import { casesBehind } from './CasesDrawer.tsx'
import { inWords } from './durations.ts'

type Waits = z.output<(typeof processContract)['bottlenecks']['reply']>

/** Where cases wait most, in one sentence. */
export function ProcessAnswer({ graph, waits, isDeals }: { graph: Graph; waits: Waits; isDeals: boolean }) {
  const { number, shortMoney } = useFormat()
  const [worst] = waits.bottlenecks
  const noun = isDeals ? 'deals' : 'cases'
  if (!worst) return <Answer>No {noun} went from one activity to another yet.</Answer>
  const flow = casesBehind({ flowFrom: worst.from, flowTo: worst.to })
  const behind = (value: string, label: string) => <NumberDoor value={value} door={flow} param="cases" label={label} />
  return (
    <>
      <Answer means="The wait is the time from the event of one activity to the next event of the same case. A day less frees the worth of the deals that wait there, each one a day sooner: mean worth times the number of waits. Deals without an amount, or in a currency without a rate, add nothing.">
        <NumberDoor value={number(graph.cases)} door={casesBehind()} param="cases" /> {noun}: most is lost waiting from{' '}
        {worst.from} to {worst.to},{' '}
        <NumberDoor value={inWords(worst.waiting.mean, number)} door="wait" label="Mean wait" /> on average,{' '}
        {behind(inWords(worst.waiting.median, number), 'Median wait')} in the median,{' '}
        {behind(number(worst.frequency), 'Times')} times
        {isDeals && worst.moneyDays !== null && waits.currency && (
          <>
            ; a day less there frees{' '}
            {behind(
              shortMoney((worst.moneyDays / (worst.waiting.total / 86_400)) * worst.frequency, waits.currency),
              'Freed',
            )}{' '}
            a day sooner
            {waits.withoutWorth > 0 &&
              ` (${number(waits.withoutWorth)} of the deals have no amount, or none in a currency with a rate, and add nothing)`}
          </>
        )}
        .
      </Answer>
      <DetailDrawer
        param="door"
        value="wait"
        title={`From ${worst.from} to ${worst.to}`}
        definition="The time from the event of one activity to the next event of the same case. What it costs is the worth of the case x the days waited, summed; without a worth, the time alone."
      >
        <p>
          Nine in ten wait at most {inWords(worst.waiting.p90, number)}; all waits together are{' '}
          {inWords(worst.waiting.total, number)}. {behind(`${number(worst.cases)} ${noun}`, 'Rows')} waited there.
        </p>
      </DetailDrawer>
    </>
  )
}
