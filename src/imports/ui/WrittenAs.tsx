import { Select } from '@mantine/core'
import type { ColumnMapping } from '#platform/importing/mapping.ts'
import type { ShownKind } from '../schema.ts'

/** How the values of a column are written, where that has to be decided: day or month first, decimal point or comma, millions. */
export function WrittenAs(props: {
  kind: ShownKind
  column: ColumnMapping
  locked: boolean
  change: (to: Partial<ColumnMapping>) => void
}) {
  const { kind, column, locked, change } = props
  const type = kind.fields.find((field) => field.field === column.field)?.type
  if (type === 'day' || type === 'instant') {
    const data = [
      { value: '', label: 'year first' },
      { value: 'dmy', label: 'day, month, year' },
      { value: 'mdy', label: 'month, day, year' },
    ]
    return (
      <Select
        size="xs"
        w={160}
        aria-label={`How ${column.column} writes days`}
        data={data}
        value={column.dayOrder ?? ''}
        disabled={locked}
        allowDeselect={false}
        onChange={(value) =>
          change({ field: column.field, dayOrder: value === 'dmy' || value === 'mdy' ? value : undefined })
        }
      />
    )
  }
  if (type === 'decimal' || type === 'money') {
    const data = [
      { value: '.0', label: '1,234.50' },
      { value: ',0', label: '1.234,50' },
      { value: '.3', label: 'in thousands, 1.5' },
      { value: '.6', label: 'in millions, 1.5' },
    ]
    const value = `${column.point ?? '.'}${column.scale ?? 0}`
    return (
      <Select
        size="xs"
        w={160}
        aria-label={`How ${column.column} writes numbers`}
        data={
          data.some((each) => each.value === value)
            ? data
            : [...data, { value, label: `${value[0]} and ${value.slice(1)} digits moved` }]
        }
        value={value}
        disabled={locked}
        allowDeselect={false}
        onChange={(chosen) =>
          change({ field: column.field, point: chosen?.[0] === ',' ? ',' : '.', scale: Number(chosen?.slice(1) ?? 0) })
        }
      />
    )
  }
  return null
}
