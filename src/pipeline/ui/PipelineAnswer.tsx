import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { WaterfallReply } from '../contract.ts'

/** How much is open, and how it moved since the day compared with; each number opens its deals. */
export function PipelineAnswer({ fall }: { fall: WaterfallReply }) {
  const { day, number, shortMoney } = useFormat()
  const { opening, closing, currency } = fall
  const moved = closing.amountMinor - opening.amountMinor
  const of = (bar: WaterfallReply['bars'][number]['bar']) => fall.bars.find((each) => each.bar === bar)!
  const part = (bar: 'won' | 'lost' | 'pushed' | 'new', word: string) => {
    const { deals, amountMinor } = of(bar)
    if (deals === 0) return null
    return (
      <>
        , <NumberDoor value={shortMoney(Math.abs(amountMinor), currency)} door={`bar:${bar}`} label={word} /> {word}
      </>
    )
  }
  const where = fall.due?.label ? `for ${fall.due.label}` : 'in all'
  return (
    <Answer
      tone={moved < 0 ? 'behind' : 'ahead'}
      since={
        closing.withoutAmount > 0 && (
          <>
            <NumberDoor value={number(closing.withoutAmount)} door="set:without-amount" label="Without an amount" />{' '}
            deals without an amount count 0.
          </>
        )
      }
      means="Amounts of the deals that are open today, converted to the company's currency, against the same on the day compared with; deals without an amount count 0. New, won, lost and pushed are what happened in between."
    >
      <NumberDoor value={shortMoney(closing.amountMinor, currency)} door="set:open" label="Open pipeline" /> is open{' '}
      {where} in <NumberDoor value={number(closing.deals)} door="set:open" label="Deals" />{' '}
      {closing.deals === 1 ? 'deal' : 'deals'};{' '}
      {moved === 0 ? (
        `as much as on ${day(fall.from)}`
      ) : (
        <>
          <NumberDoor value={shortMoney(Math.abs(moved), currency)} door="bar:opening" label="Change" />{' '}
          {moved > 0 ? 'more' : 'less'} than on {day(fall.from)}
        </>
      )}
      {part('new', 'new')}
      {part('won', 'won')}
      {part('lost', 'lost')}
      {part('pushed', 'pushed')}.
    </Answer>
  )
}
