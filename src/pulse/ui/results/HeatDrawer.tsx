import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import { driverName } from '../driver-name.ts'
import classes from '../pulse.module.css'
import type { ResultsReply } from './types.ts'

/** What is behind one number of the heatmap: its questions with the counts, and whether it moved. */
export function HeatDrawer({ reply }: { reply: ResultsReply }) {
  const { results } = reply
  const nameOf = (id: string) => results?.groups.find((group) => group.id === id)?.name ?? id
  return (
    <DetailDrawer
      param="door"
      title={(door) => `${driverName(door.split('|')[0]!)}, ${nameOf(door.split('|')[1] ?? '')}`}
      definition="Favourable: 4 and 5 of 5 points, of all who answered; reversed statements are turned. The questions of a driver are pooled."
      leftOut={`Skipped questions. Groups and questions with fewer than ${results?.k} answers, and whatever would give them away.`}
    >
      {(door) => <Behind reply={reply} driver={door.split('|')[0]!} groupId={door.split('|')[1] ?? ''} />}
    </DetailDrawer>
  )
}

function Behind({ reply, driver, groupId }: { reply: ResultsReply; driver: string; groupId: string }) {
  const { percent, change } = useFormat()
  const moved = reply.moved.find((each) => each.driver === driver && each.groupId === groupId)
  const asked = reply.results?.questions.filter(({ question }) => question.driver === driver) ?? []
  return (
    <>
      {moved && moved.difference !== null && moved.margin !== null && (
        <p>
          {percent(moved.before ?? 0)} before, {percent(moved.now ?? 0)} now: {change(100 * moved.difference)} points,
          give or take {Math.round(100 * moved.margin)} ({percent(0.95)}): {moved.verdict}.
        </p>
      )}
      {moved?.reason && <p className={classes.calm}>{moved.reason}</p>}
      {asked.map(({ position, question, groups }) => {
        const found = groups.find((each) => each.groupId === groupId)
        return (
          <div key={position} className={classes.behind}>
            <p>
              {question.en}
              {question.reversed && <small> (reversed)</small>}
            </p>
            <p className={classes.calm}>
              {found?.counts
                ? found.counts.map(({ value, n }) => `${value}: ${n}`).join(' · ')
                : found?.band
                  ? `All ${found.n} answered ${found.band === 'favourable' ? 'favourably' : found.band === 'neutral' ? 'neutrally' : 'unfavourably'}; single values are not told.`
                  : 'Hidden: too few answers, or it would give another group away.'}
            </p>
          </div>
        )
      })}
    </>
  )
}
