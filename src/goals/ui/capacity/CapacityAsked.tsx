import { Group, NumberInput, Select } from '@mantine/core'
import { useFormat } from '#platform/ui/use-format.tsx'

type Asked = { growth: number; presence: number; hires: number; hiresIn: number }

/** What the plan supposes: the target over last year, how much people are there, and a scenario of hires. */
export function CapacityAsked(props: {
  asked: Asked
  months: string[]
  onChange: (change: Record<string, string | null>) => void
}) {
  const { asked, months, onChange } = props
  const { day } = useFormat()
  const set = (name: string, otherwise: number) => (value: string | number) =>
    onChange({ [name]: value === '' || Number(value) === otherwise ? null : String(value) })
  return (
    <Group gap="sm" align="end" mb="md">
      <NumberInput
        label="Growth over last year, %"
        w={170}
        min={-90}
        max={1000}
        value={Math.round(asked.growth * 100)}
        onChange={set('growth', 10)}
      />
      <NumberInput
        label="Present, %"
        w={110}
        min={1}
        max={100}
        value={Math.round(asked.presence * 100)}
        onChange={set('presence', 90)}
      />
      <NumberInput label="Scenario: hires" w={130} min={0} max={500} value={asked.hires} onChange={set('hires', 0)} />
      <Select
        label="who start in"
        w={170}
        data={months.map((startsOn, at) => ({ value: String(at), label: day(startsOn) }))}
        value={months.length === 0 ? null : String(asked.hiresIn)}
        allowDeselect={false}
        onChange={(value) => onChange({ in: value === '1' ? null : value })}
      />
    </Group>
  )
}
