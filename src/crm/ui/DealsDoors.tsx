import { dayAfter } from '@drumbeat/periods'
import { Anchor, Table } from '@mantine/core'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealTotals } from '../deals/contract.ts'

/** What stands behind the numbers of the sentence. */
export function DealsDoors({ totals }: { totals: DealTotals }) {
  const { day, money, number } = useFormat()
  const rule = `Each amount is converted to ${totals.currency} by itself and then added: open deals at the rate of ${day(totals.rateDay)}, closed ones at the rate of their close.${totals.askedMinor === null ? '' : ' Of these items: the products that the list is narrowed to, at their amounts; of a deal without products, all of it.'}`
  return (
    <>
      <DetailDrawer
        param="door"
        value="sum"
        title="What these deals come to"
        definition={rule}
        asOf={day(totals.rateDay)}
        leftOut={leftOut(totals, { money, number })}
      >
        <Sums totals={totals} />
      </DetailDrawer>
      <DetailDrawer
        param="door"
        value="overdue"
        title="Past their expected close"
        definition="Open deals whose expected close lies before today. Either they closed and nobody said so, or they need a new date."
        asOf={day(totals.rateDay)}
      >
        <p>
          {number(totals.overdue.count)} deals worth {money(totals.overdue.amountMinor, totals.currency)}.
        </p>
        <ListLink
          label="List them, oldest first"
          to={{ outcome: 'open', closeTo: dayAfter(totals.rateDay, -1), sort: 'expectedClose:asc' }}
        />
      </DetailDrawer>
      <DetailDrawer
        param="door"
        value="apart"
        title="Counted apart"
        definition="Deals that a sum cannot hold whole. Deals without expected close are in the sum, but in no period."
      >
        <Apart totals={totals} />
      </DetailDrawer>
    </>
  )
}

function Sums({ totals }: { totals: DealTotals }) {
  const { money, number } = useFormat()
  return (
    <>
      <Table mt="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Outcome</Table.Th>
            <Table.Th ta="right">Deals</Table.Th>
            <Table.Th ta="right">{totals.currency}</Table.Th>
            {totals.askedMinor !== null && <Table.Th ta="right">Of these items</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {totals.byOutcome.map((each) => (
            <Table.Tr key={each.outcome}>
              <Table.Td>{each.outcome}</Table.Td>
              <Table.Td ta="right">{number(each.count)}</Table.Td>
              <Table.Td ta="right">{money(each.amountMinor, totals.currency)}</Table.Td>
              {each.askedMinor !== null && <Table.Td ta="right">{money(each.askedMinor, totals.currency)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Table mt="lg">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>As stated in</Table.Th>
            <Table.Th ta="right">Deals with an amount</Table.Th>
            <Table.Th ta="right">Sum</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {totals.byCurrency.map((each) => (
            <Table.Tr key={each.currency}>
              <Table.Td>{each.currency}</Table.Td>
              <Table.Td ta="right">{number(each.count)}</Table.Td>
              <Table.Td ta="right">{money(each.amountMinor, each.currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  )
}

function Apart({ totals }: { totals: DealTotals }) {
  const { money, number } = useFormat()
  return (
    <ul>
      {totals.undated.count > 0 && (
        <li>
          {number(totals.undated.count)} open without expected close, worth{' '}
          {money(totals.undated.amountMinor, totals.currency)}.{' '}
          <ListLink label="List them" to={{ missing: 'close date' }} />
        </li>
      )}
      {totals.withoutAmount > 0 && (
        <li>
          {number(totals.withoutAmount)} without amount. <ListLink label="List them" to={{ missing: 'amount' }} />
        </li>
      )}
      {totals.unconverted.map((each) => (
        <li key={each.currency}>
          {number(each.count)} in {each.currency}, {money(each.amountMinor, each.currency)}: no rate is known. Rates are
          kept under Company.
        </li>
      ))}
    </ul>
  )
}

function ListLink({ label, to }: { label: string; to: Record<string, string> }) {
  const [, change] = useUrlParams()
  return (
    <Anchor component="button" type="button" onClick={() => change({ ...to, door: null }, { push: true })}>
      {label}
    </Anchor>
  )
}

function leftOut(
  totals: DealTotals,
  format: { money: (minor: number, currency: string) => string; number: (n: number) => string },
) {
  const parts = totals.unconverted.map((each) => `${format.money(each.amountMinor, each.currency)} without a rate`)
  if (totals.withoutAmount > 0) parts.push(`${format.number(totals.withoutAmount)} deals without amount`)
  return parts.join('; ') || null
}
