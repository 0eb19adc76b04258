import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealTotals } from '../deals/contract.ts'
import type { Pipeline } from '../stages/contract.ts'

/** How many stages there are and how many open deals stand in them. */
export function StagesAnswer({ pipelines, open }: { pipelines: Pipeline[]; open: DealTotals }) {
  const { number, shortMoney } = useFormat()
  const stages = pipelines.reduce((sum, pipeline) => sum + pipeline.stages.length, 0)
  const isOne = open.count === 1
  return (
    <Answer means="Stages of all pipelines, those of won and lost deals too.">
      {pipelines.length === 1 ? 'One pipeline' : `${number(pipelines.length)} pipelines`} with{' '}
      <NumberBelow value={number(stages)} rows={`Stages of ${pipelines[0]?.name ?? ''}`} />{' '}
      {stages === 1 ? 'stage' : 'stages'};{' '}
      {open.count === 0 ? (
        'no open deal stands in them'
      ) : (
        <>
          <NumberDoor value={number(open.count)} door="open" label="Open deals" /> open {isOne ? 'deal' : 'deals'} worth{' '}
          <NumberDoor value={shortMoney(open.amountMinor, open.currency)} door="open" label="Worth" />{' '}
          {isOne ? 'stands' : 'stand'} in them
        </>
      )}
      .
    </Answer>
  )
}
