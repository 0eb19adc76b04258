import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pulseContract } from '../../contract.ts'
import { driverName } from '../driver-name.ts'
import type { RoundRow } from './types.ts'

const groups = 'Favourable answers by driver and team'

/** "+33 (24 of 30 answered; 95%: +16 to +43); +8 since May: within noise", and the drivers that moved. */
export function ResultsAnswer({ round }: { round: RoundRow }) {
  const results = useCall(pulseContract.results, { params: { id: round.id } })
  const trend = useCall(pulseContract.trend, { params: { id: round.surveyId } })
  const { change, day, number, percent } = useFormat()
  if (!results.data || !trend.data) return null
  const at = trend.data.points.findIndex(({ roundId }) => roundId === round.id)
  const point = trend.data.points[at]
  const before = trend.data.points[at - 1]
  const found = results.data.results
  const moved = results.data.moved.filter(({ verdict }) => verdict === 'moved')
  const answered =
    found?.answered == null
      ? `too few of ${number(round.eligible)} answered`
      : `${number(found.answered)} of ${number(round.eligible)} answered`
  const interval =
    point?.low == null || point.high === null
      ? ''
      : point.low === point.high
        ? ', which is everybody: no margin'
        : `; ${percent(0.95)}: ${change(point.low)} to ${change(point.high)}`
  const since =
    before && point?.difference != null ? (
      <>
        {' '}
        <NumberBelow value={change(point.difference)} rows="eNPS by round" label="Change" /> since {day(before.day)}:{' '}
        {point.verdict}.
      </>
    ) : (
      ''
    )
  return (
    <Answer
      since={<NumberBelow value={movedWords(moved, results.data.results?.groups ?? [])} rows={groups} />}
      means={`eNPS is the share of 9 and 10 less the share of ${point?.scale === '0-10' ? 0 : 1} to 6, of those who answered; its margin follows from how many did. A change within noise is smaller than chance makes between two rounds.`}
    >
      {point && point.score !== null ? (
        <>
          eNPS <NumberBelow value={change(point.score)} rows="eNPS by round" label="eNPS" />{' '}
          <NumberBelow before="(" value={`${answered}${interval}`} after=")." rows={groups} />
          {since}
        </>
      ) : (
        <>
          {round.survey} of {day(round.day)}: <NumberBelow value={answered} rows={groups} />.
        </>
      )}
    </Answer>
  )
}

function movedWords(
  moved: { groupId: string; driver: string; difference: number | null }[],
  groups: readonly { id: string; name: string }[],
): string {
  if (moved.length === 0) return 'No driver moved by more than chance makes.'
  const worst = [...moved].sort((a, b) => (a.difference ?? 0) - (b.difference ?? 0)).slice(0, 3)
  const words = worst.map(({ driver, groupId, difference }) => {
    const points = Math.round(100 * (difference ?? 0))
    return `${driverName(driver)} in ${groups.find(({ id }) => id === groupId)?.name ?? groupId} ${points > 0 ? 'up' : 'down'} ${Math.abs(points)} points`
  })
  return `Moved: ${words.join('; ')}.`
}
