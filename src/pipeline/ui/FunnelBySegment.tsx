import { useMemo } from 'react'
import type { z } from 'zod'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { pipelineContract } from '../contract.ts'
import type { FunnelStage } from '../schema.ts'
import { BySegment, type Figure } from './public/BySegment.tsx'
import { useSegment } from './public/SegmentPicker.tsx'
import { segmentDoor } from './segment-door.ts'
import { useView } from './use-view.ts'
import { useWindow } from './use-window.ts'

type Row = z.output<(typeof pipelineContract)['funnel']['reply']>['segments'][number]

/** How far the deals of each segment came. */
export function FunnelBySegment({ stages }: { stages: FunnelStage[] }) {
  const { ready, view } = useView()
  const { window } = useWindow()
  const by = useSegment()
  const query = { ...view, ...window, by } as never
  const call = useCall(pipelineContract.funnel, { query }, { enabled: ready && by !== null })
  const figures = useMemo(() => figuresOf(stages), [stages])
  return (
    <>
      <BySegment
        name="pipeline-funnel"
        title="Funnel by segment"
        door={segmentDoor('created')}
        rows={call.data?.segments}
        figures={figures}
      />
      {call.error && by && !call.data && <ErrorState error={call.error} retry={call.refetch} />}
    </>
  )
}

function figuresOf(stages: FunnelStage[]): Figure<Row>[] {
  return [
    { id: 'deals', header: 'Created', means: 'Deals created in the window.', as: 'count', of: ({ deals }) => deals },
    { id: 'won', header: 'Won', means: 'Of these, won by now.', as: 'count', of: ({ won }) => won },
    { id: 'lost', header: 'Lost', means: 'Of these, lost by now.', as: 'count', of: ({ lost }) => lost },
    { id: 'open', header: 'Still open', means: 'Of these, open now.', as: 'count', of: ({ open }) => open },
    ...stages.map(
      ({ stageId, name }): Figure<Row> => ({
        ...{ id: stageId, header: `Went on from ${name}`, as: 'share' },
        means: 'Of the deals that reached this stage, those that reached a later one or were won.',
        of: (row) => row.stages.find((stage) => stage.stageId === stageId)?.conversion ?? null,
      }),
    ),
  ]
}
