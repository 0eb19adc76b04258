import { Anchor, Table } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { Waterfall } from '#platform/ui/charts/Waterfall.tsx'
import { useAsOf } from '#platform/ui/page/AsOfPicker.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Review } from '../../review/contract.ts'
import { pipelineOfWeek } from './pipeline-of-week.ts'
import classes from './review.module.css'

/** What moved in the week: the balanced waterfall and the largest deals won, lost and pushed. */
export function MovedPart({ review }: { review: Review }) {
  const { day, shortMoney } = useFormat()
  const navigate = useNavigate()
  const { known } = useAsOf()
  const { waterfall, week, currency } = review
  const steps = [
    { id: 'opening', label: day(week.from), value: waterfall.opening.amountMinor, kind: 'total' as const },
    ...waterfall.bars
      .filter(({ deals }) => deals > 0)
      .map(({ bar, amountMinor }) => ({ id: bar, label: bar, value: amountMinor, kind: 'change' as const })),
    { id: 'closing', label: day(week.to), value: waterfall.closing.amountMinor, kind: 'total' as const },
  ]
  const open = (bar: string) => void navigate({ to: pipelineOfWeek(review, { known, door: `bar:${bar}` }) as never })
  return (
    <Section title="What moved">
      <Waterfall
        label={`Open pipeline from ${day(week.from)} to ${day(week.to)}`}
        steps={steps}
        format={(value) => shortMoney(value, currency)}
        onOpen={open}
        height={300}
      />
      <div className={classes.three}>
        <Moves title="Won" moved={review.won} currency={currency} />
        <Moves title="Lost" moved={review.lost} currency={currency} />
        <Moves title="Pushed out of the period" moved={review.pushed} currency={currency} />
      </div>
    </Section>
  )
}

function Moves({ title, moved, currency }: { title: string; moved: Review['won']; currency: string }) {
  const { number, money, shortMoney } = useFormat()
  const { deals, amountMinor, moves } = moved
  return (
    <div>
      <h3 className={classes.part}>
        {title}: {number(deals)}
        {deals > 0 && `, ${shortMoney(Math.abs(amountMinor), currency)}`}
      </h3>
      {deals === 0 ? (
        <p className={classes.calm}>None this week.</p>
      ) : (
        <ScrollRegion label={title}>
          <Table>
            <Table.Tbody>
              {moves.map(({ amountMinor: amount, before, after }) => {
                const deal = (after ?? before)!
                return (
                  <Table.Tr key={deal.id}>
                    <Table.Td>
                      <Anchor component={Link} to={`/crm/deals?deal=${deal.id}` as never} size="sm">
                        {deal.name}
                      </Anchor>
                      <div className={classes.calm}>{deal.ownerName}</div>
                    </Table.Td>
                    <Table.Td ta="right">{money(Math.abs(amount), currency)}</Table.Td>
                  </Table.Tr>
                )
              })}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      )}
    </div>
  )
}
