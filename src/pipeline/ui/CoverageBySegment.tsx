import { useMemo } from 'react'
import type { z } from 'zod'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { pipelineContract } from '../contract.ts'
import { BySegment, type Figure } from './public/BySegment.tsx'
import { useSegment } from './public/SegmentPicker.tsx'
import { segmentDoor } from './segment-door.ts'
import { useView } from './use-view.ts'

type Covered = z.output<(typeof pipelineContract)['coverage']['reply']>['segments'][number]
type Slipped = z.output<(typeof pipelineContract)['slippage']['reply']>['segments'][number]
type Row = Pick<Covered, 'keys' | 'labels'> & { covered?: Covered | undefined; slipped?: Slipped['periods'][number] }

/** Coverage of each segment, and what became of what was due in the period. */
export function CoverageBySegment({ currency }: { currency: string }) {
  const { ready, due } = useView()
  const by = useSegment()
  const query = { ...due, by } as never
  const coverage = useCall(pipelineContract.coverage, { query }, { enabled: ready && by !== null })
  const slippage = useCall(pipelineContract.slippage, { query }, { enabled: ready && by !== null })
  const rows = useMemo(
    () => (coverage.data && slippage.data ? joined(coverage.data.segments, slippage.data.segments) : undefined),
    [coverage.data, slippage.data],
  )
  const figures = useMemo(() => figuresIn(currency), [currency])
  const failed = coverage.error ?? slippage.error
  return (
    <>
      <BySegment
        name="pipeline-coverage"
        title="Coverage and slippage by segment"
        door={segmentDoor('open')}
        rows={rows}
        figures={figures}
      />
      {failed && by && !rows && <ErrorState error={failed} retry={coverage.refetch} />}
    </>
  )
}

/** A segment may have had deals due at the start of the period and none now, or the other way round. */
function joined(covered: readonly Covered[], slipped: readonly Slipped[]): Row[] {
  const rows = new Map<string, Row>(
    covered.map((each) => [each.keys.join('|'), { keys: each.keys, labels: each.labels, covered: each }]),
  )
  for (const { keys, labels, periods } of slipped) {
    const [period] = periods
    if (period) rows.set(keys.join('|'), { keys, labels, ...rows.get(keys.join('|')), slipped: period })
  }
  return [...rows.values()]
}

function figuresIn(currency: string): Figure<Row>[] {
  const money = (id: string, header: string, means: string, of: (row: Row) => number | null | undefined) => ({
    ...{ id, header, means, as: 'money' as const, currency, of: (row: Row) => of(row) ?? null },
  })
  return [
    money('open', 'Open', 'Open deals due in the period.', ({ covered }) => covered?.open.amountMinor),
    money('won', 'Won', 'Won in the period so far.', ({ covered }) => covered?.won.amountMinor),
    money(
      'remaining',
      'Remains of quota',
      'The quota of an owner without a team below them, of a team or a territory, less what was won.',
      ({ covered }) => covered?.remainingMinor,
    ),
    {
      ...{ id: 'coverage', header: 'Covered', means: 'Open divided by what remains.', as: 'times' },
      of: ({ covered }) => covered?.coverage ?? null,
    },
    {
      ...{ id: 'required', header: 'Enough', as: 'times' },
      means: '1 divided by the share of the open pipeline that earlier periods won from this day on.',
      of: ({ covered }) => covered?.required ?? null,
    },
    money(
      'due',
      'Due at its start',
      'Open and due at the start of the period.',
      ({ slipped }) => slipped?.due.amountMinor,
    ),
    money(
      'slipped',
      'Slipped',
      'Of these, neither won nor lost so far.',
      ({ slipped }) => slipped?.slipped.amountMinor,
    ),
    {
      ...{ id: 'slippage', header: 'Slippage', means: 'What slipped, divided by what was due.', as: 'share' },
      of: ({ slipped }) => slipped?.slippage ?? null,
    },
  ]
}
