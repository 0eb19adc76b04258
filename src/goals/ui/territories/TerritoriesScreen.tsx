import { SegmentedControl } from '@mantine/core'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Page, Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Balanced, planningContract } from '../../planning-contract.ts'
import { AlternativesTable } from './AlternativesTable.tsx'
import { MovesGrid } from './MovesGrid.tsx'
import { PlanMoves } from './PlanMoves.tsx'
import { TerritoriesGrid } from './TerritoriesGrid.tsx'
import { TerritoryRules } from './TerritoryRules.tsx'

/** Territory balance: how uneven territories are, and what few moves would make of it. */
export function TerritoriesScreen() {
  const [found, setFound] = useUrlParam('of')
  const of = found === 'people' ? 'people' : 'territories'
  const call = useCall(planningContract.balance, { query: { of } })
  const asked = call.data?.alternatives[1]
  return (
    <Page
      title="Territory balance"
      answer={asked && <BalanceAnswer balance={asked} />}
      actions={
        <SegmentedControl
          size="xs"
          aria-label="What is balanced"
          value={of}
          onChange={(value) => setFound(value === 'territories' ? null : value)}
          data={[
            { value: 'territories', label: 'Territories' },
            { value: 'people', label: 'People' },
          ]}
        />
      }
    >
      <Ready call={call}>
        {({ currency, alternatives, unassigned, withoutRate }) =>
          asked ? (
            <>
              <AlternativesTable
                alternatives={alternatives}
                unassigned={unassigned}
                withoutRate={withoutRate}
                currency={currency}
              />
              <Section title="Before and after">
                <TerritoriesGrid of={of} balance={asked} currency={currency} />
              </Section>
              <Section
                title="Accounts that would change hands"
                aside={of === 'territories' && <PlanMoves balance={asked} />}
              >
                <MovesGrid balance={asked} currency={currency} />
              </Section>
            </>
          ) : (
            <EmptyState
              title="Nothing to balance yet"
              teaches="Here you will see how uneven territories are, and which few accounts would have to move."
              needs="Two territories with accounts that closed something in the last twelve months."
            />
          )
        }
      </Ready>
      {of === 'territories' && <TerritoryRules />}
    </Page>
  )
}

function BalanceAnswer({ balance }: { balance: Balanced }) {
  const { percent, number } = useFormat()
  const { imbalanceBefore, imbalance, gap, moved, movedShare } = balance
  if (imbalanceBefore === null || imbalance === null)
    return <Answer>No account closed anything in the last twelve months.</Answer>
  return (
    <>
      <Answer
        tone={imbalanceBefore > 1.2 ? 'behind' : 'ahead'}
        means="Potential is what an account closed in the last twelve months. The best possible with so few moves is a proven bound: no choice of moves could be better."
      >
        The largest has <NumberDoor value={percent(imbalanceBefore - 1)} door="imbalance" label="Above the mean" /> more
        potential than the mean; moving{' '}
        <NumberBelow value={`${number(moved)} accounts (${percent(movedShare, 1)})`} rows="Moves" /> would bring that to{' '}
        <NumberBelow value={percent(imbalance - 1, 1)} rows="Territories" label="After the moves" />
        {gap !== null && (
          <>
            , at most <NumberBelow value={percent(gap, 1)} rows="Alternatives" label="From the best" /> from the best
            possible with so few moves
          </>
        )}
        .
      </Answer>
      <DetailDrawer
        param="door"
        value="imbalance"
        title="Imbalance"
        definition="The potential of the largest by the mean of all. Potential is what an account closed in the last twelve months, in the currency of the company."
      >
        <p>The bound is proven by counting the accounts that each one above a target must give away at least.</p>
      </DetailDrawer>
    </>
  )
}
