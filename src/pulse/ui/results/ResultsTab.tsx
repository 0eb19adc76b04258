import { Select } from '@mantine/core'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pulseContract } from '../../contract.ts'
import { ActionsPart } from './ActionsPart.tsx'
import { CommentsPart } from './CommentsPart.tsx'
import { HeatDrawer } from './HeatDrawer.tsx'
import { Heatmap } from './Heatmap.tsx'
import { HiddenPart } from './HiddenPart.tsx'
import { TrendPart } from './TrendPart.tsx'
import type { RoundRow } from './types.ts'

/** One closed round: the course of eNPS, drivers by team, what is done, the comments, and what is hidden. */
export function ResultsTab({ rounds, chosen }: { rounds: readonly RoundRow[]; chosen: RoundRow | undefined }) {
  if (!chosen) {
    return (
      <EmptyState
        title="Nothing is published yet"
        teaches="Here you will see how likely people are to recommend working here, with its margin, which drivers moved, and what people wrote; only where enough of them answered."
        needs="A survey, a round, and its close. Set one up under Surveys."
      />
    )
  }
  return <Shown rounds={rounds.filter(({ state }) => state === 'closed')} chosen={chosen} />
}

function Shown({ rounds, chosen }: { rounds: readonly RoundRow[]; chosen: RoundRow }) {
  const results = useCall(pulseContract.results, { params: { id: chosen.id } })
  const { can } = useSession()
  return (
    <>
      <RoundSelect rounds={rounds} chosen={chosen} />
      <TrendPart surveyId={chosen.surveyId} />
      <Ready call={results} loading={<LoadingBlock height={320} />}>
        {(reply) =>
          reply.results && (
            <>
              <Section title="Drivers by team">
                <Heatmap results={reply.results} moved={reply.moved} />
              </Section>
              <ActionsPart roundId={chosen.id} results={reply.results} />
              {can('pulse:act') && <CommentsPart roundId={chosen.id} commentK={reply.results.commentK} />}
              <HiddenPart results={reply.results} roundId={chosen.id} />
              <HeatDrawer reply={reply} />
            </>
          )
        }
      </Ready>
    </>
  )
}

function RoundSelect({ rounds, chosen }: { rounds: readonly RoundRow[]; chosen: RoundRow }) {
  const [, setRound] = useUrlParam('round')
  const { day } = useFormat()
  return (
    <Select
      label="Round"
      size="sm"
      maw={360}
      mb="md"
      data={rounds.map((round) => ({ value: round.id, label: `${round.survey}, ${day(round.day)}` }))}
      value={chosen.id}
      onChange={(value) => setRound(value)}
      allowDeselect={false}
    />
  )
}
