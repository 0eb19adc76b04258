import { useMemo } from 'react'
import type { z } from 'zod'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { pipelineContract } from '../contract.ts'
import type { StageDuration } from '../schema.ts'
import { BySegment, type Figure } from './public/BySegment.tsx'
import { useSegment } from './public/SegmentPicker.tsx'
import { segmentDoor } from './segment-door.ts'
import { useView } from './use-view.ts'
import { useWindow } from './use-window.ts'

type Row = z.output<(typeof pipelineContract)['stages']['reply']>['segments'][number]

/** How long the deals of each segment stay in each stage, and which are stalled. */
export function StagesBySegment({ stages, currency }: { stages: StageDuration[]; currency: string }) {
  const { ready, view } = useView()
  const { window } = useWindow()
  const by = useSegment()
  const query = { ...view, ...window, by } as never
  const call = useCall(pipelineContract.stages, { query }, { enabled: ready && by !== null })
  const figures = useMemo(() => figuresOf(stages, currency), [stages, currency])
  const title = 'Days in each stage, by segment'
  return (
    <>
      <BySegment
        name="pipeline-stages"
        title={title}
        door={segmentDoor('open')}
        rows={call.data?.segments}
        figures={figures}
      />
      {call.error && by && !call.data && <ErrorState error={call.error} retry={call.refetch} />}
    </>
  )
}

function figuresOf(stages: StageDuration[], currency: string): Figure<Row>[] {
  const total = (row: Row, of: (stage: StageDuration) => number) => row.stages.reduce((sum, each) => sum + of(each), 0)
  return [
    ...stages.map(
      ({ stageId, name }): Figure<Row> => ({
        ...{ id: stageId, header: `Days in ${name}`, as: 'days' },
        means: 'Half of the visits to this stage that ended in the window were shorter.',
        of: (row) => row.stages.find((stage) => stage.stageId === stageId)?.medianDays ?? null,
      }),
    ),
    {
      ...{ id: 'stalled', header: 'Stalled', as: 'count' },
      means: 'Open deals that have been in their stage longer than nine in ten visits of the segment were.',
      of: (row) => total(row, (stage) => stage.stalledDeals),
    },
    {
      ...{ id: 'worth', header: 'Worth', means: 'Amounts of the stalled deals.', as: 'money', currency },
      of: (row) => total(row, (stage) => stage.stalledMinor),
    },
  ]
}
