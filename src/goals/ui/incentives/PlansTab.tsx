import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { incentivesContract } from '../../incentives/contract.ts'
import type { Plan } from '../../incentives/schema.ts'
import { PAY_WITHIN_DAYS } from '../../pay-within.ts'
import classes from './incentives.module.css'
import { ruleInWords } from './rule-words.ts'
import { statementsAt } from './statements-at.ts'

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
          <>
            {plans.map((plan) => (
              <PlanInWords key={plan.id} plan={plan} />
            ))}
            <Participants plans={plans} />
          </>
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
        <NumberDoor
          value={`${number(new Set(plan.participants.map(({ personId }) => personId)).size)} people`}
          door={plan.id}
          param="participants"
          label={plan.name}
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

/** Who takes part in a plan, from when until when; each opens their statements of it. */
function Participants({ plans }: { plans: readonly Plan[] }) {
  const { day, decimal } = useFormat()
  const find = (id: string) => plans.find((plan) => plan.id === id)
  return (
    <DetailDrawer
      param="participants"
      title={(id) => `People of ${find(id)?.name ?? 'the plan'}`}
      definition="Who takes part in the plan. A rate of their own is paid by rules that state none."
    >
      {(id) => (
        <ul className={classes.sums}>
          {!find(id) && <li>There is no such plan.</li>}
          {find(id)?.participants.map(({ id: part, personId, personName, startsOn, endsOn, rate }) => (
            <li key={part}>
              <NumberLink value={personName} to={statementsAt({ plan: id, person: personId })} />, from {day(startsOn)}
              {endsOn && ` until ${day(endsOn)}`}
              {rate !== null && `, at a rate of ${decimal(rate)}`}
            </li>
          ))}
        </ul>
      )}
    </DetailDrawer>
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
          <NumberLink value={rule.name} to={statementsAt({ plan: plan.id })} />
        </th>
        <td>{ruleInWords(rule, terms.currency, format)}</td>
      </tr>
    )),
    ...limitsInWords(terms, format).map((words) => (
      <tr key={`${startsOn} ${words}`}>
        <td>{day(startsOn)}</td>
        <th scope="row">
          <NumberLink value="Limit" to={statementsAt({ plan: plan.id })} />
        </th>
        <td>{words}</td>
      </tr>
    )),
  ])
}

function limitsInWords(
  { cap, draw, clawbackDays, payWithinDays = PAY_WITHIN_DAYS, currency }: Plan['terms'][number]['terms'],
  { decimalMoney, number }: ReturnType<typeof useFormat>,
): string[] {
  return [
    cap !== null && `At most ${decimalMoney(cap, currency)} per person and period.`,
    draw !== null &&
      `At least ${decimalMoney(draw.amount, currency)} per period${draw.recoverable ? ', recovered from later earnings' : ''}.`,
    clawbackDays !== null && `Sales that shrink within ${number(clawbackDays)} days are taken back.`,
    `Statements are to be locked within ${number(payWithinDays)} days of the end of their period.`,
  ].filter((words) => words !== false)
}
