import { Fieldset, Select, Stack } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import type { TakerDraft } from './draft.ts'
import { Figure, ListButton, SpanInputs } from './inputs.tsx'
import type { Wrong } from './read-draft.ts'

/** Who takes part in a plan: a line for each span of a person. */
export function TakersInputs(props: {
  takers: TakerDraft[]
  wrong: Wrong
  startsOn: string
  onChange: (next: TakerDraft[]) => void
}) {
  const { takers, wrong, startsOn, onChange } = props
  const people = usePeopleOptions()
  const names = new Map(people.map(({ value, label }) => [value, label]))
  return (
    <Stack gap="sm">
      {takers.map((taker, at) => {
        const put = (next: TakerDraft) => onChange(takers.map((each) => (each.key === next.key ? next : each)))
        const of = { value: taker, place: `takers.${at}.`, wrong, onChange: put }
        const who = (taker.personId && names.get(taker.personId)) || 'New participant'
        return (
          <Fieldset key={taker.key} legend={who}>
            <Stack gap="sm">
              <Select
                label="Person"
                data={people}
                value={taker.personId}
                error={wrong[`takers.${at}.personId`]}
                onChange={(personId) => put({ ...taker, personId })}
                searchable
                nothingFoundMessage="Nobody of this name"
              />
              <SpanInputs of={of} />
              <Figure of={of} name="rate" label="Own rate" as="percent" description="Paid by rules that state none" />
              <ListButton
                label={`Remove ${who}`}
                onClick={() => onChange(takers.filter(({ key }) => key !== taker.key))}
              >
                Remove
              </ListButton>
            </Stack>
          </Fieldset>
        )
      })}
      <ListButton
        onClick={() =>
          onChange([
            ...takers,
            { key: newKey(takers), personId: null, startsOn, endsOn: '', rate: takers.at(-1)?.rate ?? '' },
          ])
        }
      >
        Add a person
      </ListButton>
    </Stack>
  )
}

function newKey(takers: readonly TakerDraft[]): string {
  const numbers = takers.map(({ key }) => Number(/^new (\d+)$/.exec(key)?.[1] ?? 0))
  return `new ${Math.max(0, ...numbers) + 1}`
}
