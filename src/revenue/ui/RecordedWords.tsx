import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { OutlookReply } from '../contract.ts'
import classes from './revenue.module.css'
import { useView } from './use-view.ts'

/** Of a past day: with whose knowledge the outlook is worked out, and what was said of that day at the time. */
export function RecordedWords({ reply }: { reply: OutlookReply }) {
  const { asOf } = useView()
  const { day, instant, percent, shortMoney } = useFormat()
  const { recorded, currency, quality } = reply
  if (!asOf.asOf) return null
  const said = (value: string) => <NumberBelow value={value} rows="Deals" />
  const money = (minor: number) => shortMoney(minor, currency)
  return (
    <Explained
      className={classes.calm}
      of="Known now and known then"
      means="Known now takes what is known today of that day, with later corrections; known then takes deals, amounts and quotas as they stood in the books at its end. Teams and reporting lines are those of the day by their dates: when they were entered is not kept. What was said at the time is a record and never worked out anew."
    >
      {asOf.known === 'then'
        ? `Worked out from what was known at the end of ${day(asOf.asOf)}`
        : `Worked out from all that is known today of ${day(asOf.asOf)}`}
      {asOf.known === 'then' && quality && quality.fittedAt.slice(0, 10) > asOf.asOf
        ? `, by chances that were learned later, on ${instant(quality.fittedAt)}, from deals known before that day. `
        : '. '}
      {recorded ? (
        <>
          What was said of that day, on {instant(recorded.recordedAt)}: {said(money(recorded.meanMinor))} (
          <span data-named>{percent(0.8)}:</span> {said(`${money(recorded.loMinor)} to ${money(recorded.hiMinor)}`)}).
        </>
      ) : (
        'Nothing was recorded of that day.'
      )}
    </Explained>
  )
}
