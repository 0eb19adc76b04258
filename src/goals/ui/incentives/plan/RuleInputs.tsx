import { Fieldset, Group, MultiSelect, Stack, TextInput } from '@mantine/core'
import { itemsContract } from '#company/items/contract.ts'
import { territoriesContract } from '#company/territories/contract.ts'
import { useCall } from '#platform/ui/use-call.ts'
import type { RuleDraft } from './draft.ts'
import { Choice, Figure, ListButton, type Part } from './inputs.tsx'

const kinds = [
  { value: 'commission', label: 'Commission: a rate of what is sold' },
  { value: 'tiers', label: 'Tiers: rates in steps' },
  { value: 'accelerator', label: 'Accelerator: more above a share of quota' },
  { value: 'spiff', label: 'SPIF: an amount per deal or unit' },
  { value: 'bonus', label: 'Bonus: an amount from a share of quota on' },
]

type Props = { of: Part<RuleDraft>; currency: string; onRemove: () => void }

/** One rule of a plan: what kind it is, what it pays, and which credits it counts. */
export function RuleInputs({ of, currency, onRemove }: Props) {
  const { value: rule, place, wrong, onChange } = of
  const legend = rule.name || 'New rule'
  return (
    <Fieldset legend={legend}>
      <Stack gap="sm">
        <TextInput
          label="Name of the rule"
          value={rule.name}
          error={wrong[`${place}name`]}
          onChange={(event) => onChange({ ...rule, name: event.currentTarget.value })}
        />
        <Choice of={of} name="kind" label="Kind" data={kinds} />
        <Paid of={of} currency={currency} />
        <Counted of={of} currency={currency} />
        <ListButton label={`Remove ${legend}`} onClick={onRemove}>
          Remove this rule
        </ListButton>
      </Stack>
    </Fieldset>
  )
}

const ownRate = 'Empty: the own rate of each person'

function Paid({ of, currency }: Omit<Props, 'onRemove'>) {
  const rate = <Figure of={of} name="rate" label="Rate" as="percent" description={ownRate} />
  const amount = <Figure of={of} name="amount" label={`Amount in ${currency}`} as="money" currency={currency} />
  switch (of.value.kind) {
    case 'commission':
      return rate
    case 'tiers':
      return <Steps of={of} currency={currency} />
    case 'accelerator':
      return (
        <>
          <Figure of={of} name="above" label="Above this share of quota" as="percent" />
          <Figure
            of={of}
            name="multiplier"
            label="Multiplier"
            as="number"
            description="1.5 pays what lies above at one and a half times the rate in all"
          />
          {rate}
        </>
      )
    case 'spiff':
      return (
        <>
          {amount}
          <Choice of={of} name="per" label="Per" data={['deal', 'unit']} />
        </>
      )
    case 'bonus':
      return (
        <>
          <Figure of={of} name="at" label="From this share of quota on" as="percent" />
          {amount}
        </>
      )
  }
}

function Steps({ of, currency }: Omit<Props, 'onRemove'>) {
  const { value: rule, place, wrong, onChange } = of
  const isShare = rule.by === 'attainment'
  const put = (steps: RuleDraft['steps']) => onChange({ ...rule, steps })
  return (
    <>
      <Choice
        of={of}
        name="by"
        label="A step begins at"
        data={[
          { value: 'attainment', label: 'a share of quota' },
          { value: 'amount', label: 'an amount' },
        ]}
      />
      <Choice
        of={of}
        name="manner"
        label="It pays its rate"
        data={[
          { value: 'marginal', label: 'for what lies within the step' },
          { value: 'retroactive', label: 'for everything, once it is reached' },
        ]}
      />
      {rule.steps.map((step, at) => {
        const part = {
          ...{ value: step, place: `${place}steps.${at}.`, wrong },
          onChange: (next: typeof step) => put(rule.steps.map((each, other) => (other === at ? next : each))),
        }
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
          <Group key={at} gap="sm" grow align="start" preventGrowOverflow={false}>
            <Figure
              of={part}
              name="from"
              label={`Step ${at + 1} from`}
              as={isShare ? 'percent' : 'money'}
              {...(!isShare && { currency })}
            />
            <Figure of={part} name="rate" label={`Rate of step ${at + 1}`} as="percent" />
          </Group>
        )
      })}
      <Group gap="xs">
        <ListButton onClick={() => put([...rule.steps, { from: '', rate: '' }])}>Add a step</ListButton>
        {rule.steps.length > 1 && (
          <ListButton onClick={() => put(rule.steps.slice(0, -1))}>Remove the last step</ListButton>
        )}
      </Group>
    </>
  )
}

function Counted({ of, currency }: Omit<Props, 'onRemove'>) {
  const families = useCall(itemsContract.families)
  const territories = useCall(territoriesContract.list)
  return (
    <>
      <Choice
        of={of}
        name="creditsOf"
        label="Counts what is sold by"
        data={[
          { value: 'own', label: 'the person' },
          { value: 'own and reports', label: 'the person and everybody below' },
        ]}
      />
      <Figure
        of={of}
        name="minimum"
        label={`Only credits of at least, in ${currency}`}
        as="money"
        currency={currency}
        description="Empty: all"
      />
      <Only of={of} name="families" some={families.data?.families} />
      <Only of={of} name="territories" some={territories.data?.territories} />
    </>
  )
}

/** Which families or territories a rule counts; all where none is named. */
function Only(props: {
  of: Part<RuleDraft>
  name: 'families' | 'territories'
  some: readonly { id: string; name: string }[] | undefined
}) {
  const { of, name, some = [] } = props
  return (
    <MultiSelect
      label={`Only ${name}`}
      data={some.map((each) => ({ value: each.id, label: each.name }))}
      value={of.value[name]}
      onChange={(chosen) => of.onChange({ ...of.value, [name]: chosen })}
      searchable
    />
  )
}
