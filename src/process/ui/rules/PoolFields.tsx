import { Group, MultiSelect, NumberInput, Text } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import type { TermsOf } from '../../rules/terms.ts'

/** Who takes turns, by which weight, and until how many open deals. */
export function PoolFields({
  terms,
  onChange,
}: {
  terms: TermsOf<'assignment'>
  onChange: (terms: TermsOf<'assignment'>) => void
}) {
  const people = usePeopleOptions()
  const names = new Map(people.map(({ value, label }) => [value, label]))
  const seatOf = (personId: string) =>
    terms.pool.find((seat) => seat.personId === personId) ?? { personId, weight: 1, capacity: null }
  const set = (seat: TermsOf<'assignment'>['pool'][number]) =>
    onChange({ ...terms, pool: terms.pool.map((each) => (each.personId === seat.personId ? seat : each)) })
  return (
    <>
      <MultiSelect
        label="They take turns"
        searchable
        data={people}
        value={terms.pool.map(({ personId }) => personId)}
        onChange={(ids) => onChange({ ...terms, pool: ids.map(seatOf) })}
      />
      {terms.pool.map((seat) => (
        <Group key={seat.personId} gap="xs" align="end" grow>
          <Text size="sm">{names.get(seat.personId) ?? ''}</Text>
          <NumberInput
            label="Weight"
            aria-label={`Weight of ${names.get(seat.personId) ?? 'this person'}`}
            min={1}
            max={100}
            size="xs"
            value={seat.weight}
            onChange={(weight) => set({ ...seat, weight: Number(weight) || 1 })}
          />
          <NumberInput
            label="Most open deals"
            aria-label={`Most open deals of ${names.get(seat.personId) ?? 'this person'}`}
            min={1}
            size="xs"
            value={seat.capacity ?? ''}
            onChange={(capacity) => set({ ...seat, capacity: Number(capacity) > 0 ? Number(capacity) : null })}
          />
        </Group>
      ))}
    </>
  )
}
