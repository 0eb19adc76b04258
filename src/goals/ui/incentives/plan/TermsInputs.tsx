import { Checkbox, Group, Stack } from '@mantine/core'
import { currenciesContract } from '#company/currencies/contract.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { PAY_WITHIN_DAYS } from '../../../pay-within.ts'
import classes from '../incentives.module.css'
import { emptyRule, type TermsDraft } from './draft.ts'
import { Choice, Figure, ListButton, type Part } from './inputs.tsx'
import { RuleInputs } from './RuleInputs.tsx'

type Props = { of: Part<TermsDraft> }

/** The terms of a plan: what it counts, its rules, its limits. */
export function TermsInputs({ of }: Props) {
  const currencies = useCall(currenciesContract.list)
  const codes = currencies.data?.currencies.map(({ code }) => code) ?? [of.value.currency]
  return (
    <Stack gap="md">
      <Group gap="sm" grow align="start" preventGrowOverflow={false}>
        <Choice of={of} name="currency" label="Pays in" data={codes} />
        <Choice
          of={of}
          name="counts"
          label="Counts"
          data={[
            { value: 'deals', label: 'won deals, by close day' },
            { value: 'order lines', label: 'order lines, by order day' },
          ]}
        />
      </Group>
      <Rules of={of} />
      <Limits of={of} />
    </Stack>
  )
}

function Rules({ of }: Props) {
  const { value: terms, wrong, onChange } = of
  const put = (rules: TermsDraft['rules']) => onChange({ ...terms, rules })
  return (
    <>
      {terms.rules.map((rule, at) => (
        <RuleInputs
          key={rule.key}
          of={{
            ...{ value: rule, place: `rules.${at}.`, wrong },
            onChange: (next) => put(terms.rules.map((each) => (each.key === next.key ? next : each))),
          }}
          currency={terms.currency}
          onRemove={() => put(terms.rules.filter(({ key }) => key !== rule.key))}
        />
      ))}
      {wrong.rules && (
        <p role="alert" className={classes.wrong}>
          {wrong.rules}
        </p>
      )}
      <ListButton onClick={() => put([...terms.rules, emptyRule(String(nextKey(terms.rules)))])}>Add a rule</ListButton>
    </>
  )
}

function nextKey(rules: TermsDraft['rules']): number {
  return Math.max(0, ...rules.map(({ key }) => Number(key))) + 1
}

function Limits({ of }: Props) {
  const { value: terms, onChange, wrong } = of
  const { currency } = terms
  return (
    <>
      <Figure
        of={of}
        name="cap"
        label={`Cap: at most per person and period, in ${currency}`}
        as="money"
        currency={currency}
        description="Empty: no cap"
      />
      <Figure
        of={{ ...of, wrong: { ...wrong, draw: wrong['draw.amount'] ?? '' } }}
        name="draw"
        label={`Draw: at least per person and period, in ${currency}`}
        as="money"
        currency={currency}
        description="Empty: no draw"
      />
      {terms.draw.trim() !== '' && (
        <Checkbox
          label="What the draw advanced is taken from later earnings"
          checked={terms.isRecovered}
          onChange={(event) => onChange({ ...terms, isRecovered: event.currentTarget.checked })}
        />
      )}
      <Days of={of} />
      <Choice
        of={of}
        name="creditedTwice"
        label="A credit that a second plan pays the same person too"
        data={[
          { value: 'hold', label: 'is held until somebody decides' },
          { value: 'pay', label: 'is paid' },
        ]}
      />
    </>
  )
}

function Days({ of }: Props) {
  return (
    <>
      <Figure
        of={of}
        name="clawbackDays"
        label="Take back what shrinks within days"
        as="number"
        description="Empty: always"
      />
      <Figure
        of={of}
        name="payWithinDays"
        label="Lock statements within days of the end of the period"
        as="number"
        description={`Empty: ${PAY_WITHIN_DAYS}`}
      />
    </>
  )
}
