import { Button, Group, Stack } from '@mantine/core'
import { useState } from 'react'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { incentivesContract } from '../../incentives/contract.ts'
import type { Plan } from '../../incentives/schema.ts'
import { PAY_WITHIN_DAYS } from '../../pay-within.ts'
import classes from './incentives.module.css'
import { PlanDrawer } from './plan/PlanDrawer.tsx'
import { TakersForm } from './plan/TakersForm.tsx'
import { ruleInWords } from './rule-words.ts'
import { statementsAt } from './statements-at.ts'

/** The plans in words: their rules by date, and who takes part. */
export function PlansTab() {
  const call = useCall(incentivesContract.plans)
  return (
    <>
      <Ready call={call}>
        {({ plans }) =>
          plans.length === 0 ? (
            <EmptyState
              title="No incentive plans yet"
              teaches="A plan says what people earn for what they sell: rates, tiers, accelerators, SPIFs, bonuses, a cap, a draw."
              needs="A plan: press Add plan."
              action={<AddPlan />}
            />
          ) : (
            <Stack gap="lg">
              <AddPlan />
              {plans.map((plan) => (
                <PlanInWords key={plan.id} plan={plan} />
              ))}
              <Participants plans={plans} />
            </Stack>
          )
        }
      </Ready>
      <PlanDrawer plans={call.data?.plans ?? []} />
    </>
  )
}

function AddPlan() {
  return (
    <AddButton param="terms" may="goals:pay">
      Add plan
    </AddButton>
  )
}

function PlanInWords({ plan }: { plan: Plan }) {
  const { number } = useFormat()
  const [, open] = useUrlParam('terms')
  return (
    <Section
      title={plan.name}
      aside={
        <Group gap="md">
          <NumberDoor
            value={`${number(new Set(plan.participants.map(({ personId }) => personId)).size)} people`}
            door={plan.id}
            param="participants"
            label={plan.name}
          />
          <Button
            variant="default"
            size="compact-sm"
            aria-label={`Change ${plan.name}`}
            onClick={() => open(plan.id, { push: true })}
          >
            Change
          </Button>
        </Group>
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
  const find = (id: string) => plans.find((plan) => plan.id === id)
  return (
    <DetailDrawer
      param="participants"
      title={(id) => `People of ${find(id)?.name ?? 'the plan'}`}
      definition="Who takes part in the plan. A rate of their own is paid by rules that state none."
    >
      {(id) => {
        const plan = find(id)
        return plan ? <TakersList plan={plan} /> : <p>There is no such plan.</p>
      }}
    </DetailDrawer>
  )
}

function TakersList({ plan }: { plan: Plan }) {
  const { day, percent } = useFormat()
  const [isChanging, setChanging] = useState(false)
  if (isChanging) return <TakersForm plan={plan} onDone={() => setChanging(false)} />
  return (
    <>
      <ul className={classes.sums}>
        {plan.participants.map(({ id, personId, personName, startsOn, endsOn, rate }) => (
          <li key={id}>
            <NumberLink value={personName} to={statementsAt({ plan: plan.id, person: personId })} />, from{' '}
            {day(startsOn)}
            {endsOn && ` until ${day(endsOn)}`}
            {rate !== null && `, at a rate of ${percent(Number(rate), 4)}`}
          </li>
        ))}
        {plan.participants.length === 0 && <li>Nobody takes part yet.</li>}
      </ul>
      <Button variant="default" onClick={() => setChanging(true)}>
        Change who takes part
      </Button>
    </>
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
