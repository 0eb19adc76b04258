import { Group, MultiSelect, NumberInput, Select, Text } from '@mantine/core'
import { usePeopleOptions } from '#company/ui/public/use-options.ts'
import type { TermsOf } from '../../rules/terms.ts'
import { TryAssignment } from './TryAssignment.tsx'

/** Who takes turns, by which weight and until how many, and who gets what nobody can take. */
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
    terms.pool.find((seat) => seat.personId === personId) ?? { personId, weight: 1, capacity: null, perWeek: null }
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
            label="Most open"
            aria-label={`Most open of ${names.get(seat.personId) ?? 'this person'}`}
            min={1}
            size="xs"
            value={seat.capacity ?? ''}
            onChange={(capacity) => set({ ...seat, capacity: Number(capacity) > 0 ? Number(capacity) : null })}
          />
          <NumberInput
            label="Most a week"
            aria-label={`Most a week for ${names.get(seat.personId) ?? 'this person'}`}
            min={1}
            size="xs"
            value={seat.perWeek ?? ''}
            onChange={(most) => set({ ...seat, perWeek: Number(most) > 0 ? Number(most) : null })}
          />
        </Group>
      ))}
      <Select
        label="When nobody is free"
        placeholder="The next rule is tried"
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Clear fallback owner' }}
        data={people}
        value={terms.fallbackId}
        onChange={(fallbackId) => onChange({ ...terms, fallbackId })}
      />
      <TryAssignment terms={terms} />
    </>
  )
}
