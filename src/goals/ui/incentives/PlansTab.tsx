import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { incentivesContract } from '../../incentives/contract.ts'
import type { Plan } from '../../incentives/schema.ts'
import classes from './incentives.module.css'
import { ruleInWords } from './rule-words.ts'

/** The plans in words: their rules by date, and who takes part. */
export function PlansTab() {
  const call = useCall(incentivesContract.plans)
  return (
    <Ready call={call}>
      {({ plans }) =>
        plans.length === 0 ? (
          <EmptyState
            title="No incentive plans yet"
            teaches="A plan says what people earn for what they sell: rates, tiers, accelerators, SPIFs, bonuses, a cap, a draw."
            needs="A plan through POST /api/goals/incentives/plans."
          />
        ) : (
          plans.map((plan) => <PlanInWords key={plan.id} plan={plan} />)
        )
      }
    </Ready>
  )
}

function PlanInWords({ plan }: { plan: Plan }) {
  const { number } = useFormat()
  return (
    <Section
      title={plan.name}
      aside={
        <NumberLink
          value={`${number(new Set(plan.participants.map(({ personId }) => personId)).size)} people`}
          to="/goals/incentives?tab=statements"
        />
      }
    >
      <ScrollRegion label={`Rules of ${plan.name}`}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th>From</th>
              <th>Rule</th>
              <th>
                <Defined name="In words" means="The rule as it is applied, with its rates and limits." />
              </th>
            </tr>
          </thead>
          <tbody>
            <RuleRows plan={plan} />
          </tbody>
        </table>
      </ScrollRegion>
    </Section>
  )
}

/** What each rule says, and what limits it. */
function RuleRows({ plan }: { plan: Plan }) {
  const format = useFormat()
  const { day } = format
  return plan.terms.flatMap(({ startsOn, terms }) => [
    ...terms.rules.map((rule) => (
      <tr key={`${startsOn} ${rule.name}`}>
        <td>{day(startsOn)}</td>
        <th scope="row">
          <NumberLink value={rule.name} to="/goals/incentives?tab=statements" />
        </th>
        <td>{ruleInWords(rule, terms.currency, format)}</td>
      </tr>
    )),
    ...limitsInWords(terms, format).map((words) => (
      <tr key={`${startsOn} ${words}`}>
        <td>{day(startsOn)}</td>
        <th scope="row">
          <NumberLink value="Limit" to="/goals/incentives?tab=statements" />
        </th>
        <td>{words}</td>
      </tr>
    )),
  ])
}

function limitsInWords(
  { cap, draw, clawbackDays, currency }: Plan['terms'][number]['terms'],
  { decimalMoney, number }: ReturnType<typeof useFormat>,
): string[] {
  return [
    cap !== null && `At most ${decimalMoney(cap, currency)} per person and period.`,
    draw !== null &&
      `At least ${decimalMoney(draw.amount, currency)} per period${draw.recoverable ? ', recovered from later earnings' : ''}.`,
    clawbackDays !== null && `Sales that shrink within ${number(clawbackDays)} days are taken back.`,
  ].filter((words) => words !== false)
}
