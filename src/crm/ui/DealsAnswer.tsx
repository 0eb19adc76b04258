import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealTotals } from '../deals/contract.ts'

/** What the deals in view come to, in one sentence whose numbers are doors. */
export function DealsAnswer({ totals }: { totals: DealTotals }) {
  const { number, shortMoney, percent } = useFormat()
  const of = (outcome: string) => totals.byOutcome.find((each) => each.outcome === outcome)
  const [open, won, lost] = [of('open'), of('won'), of('lost')]
  const closed = (won?.count ?? 0) + (lost?.count ?? 0)
  const worth = (sum: number, door: string, label: string) => (
    <NumberDoor value={shortMoney(sum, totals.currency)} door={door} label={label} />
  )
  const asked = ({ askedMinor, amountMinor, outcome }: DealTotals['byOutcome'][number]) =>
    askedMinor !== null &&
    askedMinor !== amountMinor && (
      <> ({worth(askedMinor, 'sum', `Of these items, ${outcome}`)} of it in the items asked for)</>
    )
  if (totals.count === 0) return <Answer>No deal matches.</Answer>
  return (
    <Answer
      since={<Caveats totals={totals} />}
      means="Deals that match the filters, in the company's currency. The share won is won deals of all closed ones; deals without an amount are counted, and add nothing to a sum."
    >
      {open && (
        <>
          <NumberBelow value={number(open.count)} rows="Deals" label="Open" /> open {deals(open.count)} worth{' '}
          {worth(open.amountMinor, 'sum', 'Open deals')}
          {asked(open)}
          {totals.overdue.count > 0 && (
            <>
              , of which {worth(totals.overdue.amountMinor, 'overdue', 'Past their expected close')} is past its
              expected close
            </>
          )}
          {closed > 0 && '; '}
        </>
      )}
      {won && (
        <>
          <NumberBelow value={number(won.count)} rows="Deals" label="Won" /> won for{' '}
          {worth(won.amountMinor, 'sum', 'Won deals')}
          {asked(won)}
        </>
      )}
      {lost && (
        <>
          {won ? ', ' : ''}
          <NumberBelow value={number(lost.count)} rows="Deals" label="Lost" /> lost
          {won && (
            <>
              {' '}
              <NumberBelow before="(" value={percent(won.count / closed)} rows="Deals" label="Won" /> of the closed were
              won)
            </>
          )}
        </>
      )}
      .
    </Answer>
  )
}

function Caveats({ totals }: { totals: DealTotals }) {
  const { number } = useFormat()
  const unconverted = totals.unconverted.reduce((sum, each) => sum + each.count, 0)
  const parts = [
    totals.undated.count > 0 && `${number(totals.undated.count)} without expected close`,
    totals.withoutAmount > 0 && `${number(totals.withoutAmount)} without amount`,
    unconverted > 0 && `${number(unconverted)} in a currency without rate`,
  ].filter(Boolean)
  if (parts.length === 0) return null
  return (
    <>
      Counted apart: <NumberDoor value={parts.join(', ')} door="apart" />.
    </>
  )
}

function deals(count: number): string {
  return count === 1 ? 'deal' : 'deals'
}
