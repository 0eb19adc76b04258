import { Button } from '@mantine/core'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { RoundRow } from '../results/types.ts'
import { RoundFacts } from './RoundFacts.tsx'

/** Every round: its window and how many answered, which is told after the close. */
export function RoundsTab({ rounds }: { rounds: readonly RoundRow[] }) {
  const { can } = useSession()
  const [, open] = useUrlParam('of')
  const columns = columnsOf(useFormat(), can('pulse:run') ? (id) => open(id, { push: true }) : null)
  return (
    <>
      <DataGrid
        name="pulse-rounds"
        label="Rounds"
        columns={columns}
        rows={[...rounds]}
        rowId={(round) => round.id}
        opens={({ id, state }) => (state === 'closed' ? `/pulse?round=${id}` : `/pulse?tab=rounds&of=${id}`)}
        empty={
          <EmptyState
            title="No round yet"
            teaches="A round is one asking of a survey: launched on its day, open some days, closed by itself."
          />
        }
      />
      <DetailDrawer param="of" title={(id) => rounds.find((round) => round.id === id)?.survey ?? 'Round'} size={520}>
        {(id) => <RoundFacts roundId={id} />}
      </DetailDrawer>
    </>
  )
}

/** The columns; `show` opens how people reach a round, for those who may hand that out. */
function columnsOf(
  { day, instant, change }: ReturnType<typeof useFormat>,
  show: ((id: string) => void) | null,
): Column<RoundRow>[] {
  return [
    { id: 'survey', header: 'Survey', value: (round) => round.survey, grow: true, phone: 'title' },
    {
      id: 'day',
      header: 'Day',
      value: (round) => round.day,
      cell: (round) => day(round.day),
      width: 130,
      phone: 'line',
    },
    { id: 'state', header: 'State', value: (round) => round.state, width: 90, phone: 'line' },
    {
      id: 'closes',
      header: 'Closes',
      value: (round) => round.closesAt,
      cell: (round) => instant(round.closesAt),
      width: 190,
    },
    {
      id: 'questions',
      header: 'Questions',
      kind: 'number',
      definition: 'Questions that the round asks.',
      value: (round) => round.questions,
      width: 100,
    },
    {
      id: 'asked',
      header: 'Asked',
      kind: 'number',
      definition: 'People who may answer.',
      value: (round) => round.eligible,
      width: 80,
    },
    {
      id: 'answered',
      header: 'Answered',
      definition: 'Answers that came in; known after the close.',
      kind: 'number',
      value: (round) => round.answered,
      cell: (round) => round.answered ?? 'after the close',
      width: 130,
      phone: 'line',
    },
    {
      id: 'enps',
      header: 'eNPS',
      definition: 'The share of 9 and 10 less the share of 0 to 6, of those who answered.',
      kind: 'number',
      value: (round) => round.enps,
      cell: (round) => (round.enps === null ? '–' : change(round.enps)),
      width: 80,
      phone: 'line',
    },
    ...(show
      ? [
          {
            id: 'more',
            header: 'Link and codes',
            value: () => '',
            cell: (round: RoundRow) =>
              round.state === 'closed' ? (
                ''
              ) : (
                <Button size="compact-xs" variant="default" onClick={() => show(round.id)}>
                  Show
                </Button>
              ),
            width: 130,
          },
        ]
      : []),
  ]
}
