import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ScoredCheck } from '../schema.ts'
import { meaningOf, shownValue } from './shown.ts'

/** The 28 checks with value, score, owner and what each would add. */
export function ChecksGrid({ checks }: { checks: ScoredCheck[] }) {
  const [, change] = useUrlParams()
  return (
    <DataGrid
      name="practices"
      label="Checks"
      columns={useColumns()}
      rows={checks}
      rowId={(check) => check.key}
      onOpen={(check) => change({ check: check.key }, { push: true })}
    />
  )
}

function useColumns(): Column<ScoredCheck>[] {
  const format = useFormat()
  const { number } = format
  return [
    {
      id: 'number',
      header: 'No.',
      value: (check) => check.number,
      kind: 'number',
      adds: false,
      width: 56,
      phone: 'off',
    },
    { id: 'name', header: 'Check', value: (check) => check.name, grow: true, width: 220, phone: 'title' },
    { id: 'area', header: 'Area', value: (check) => check.area, width: 90, phone: 'off' },
    {
      id: 'value',
      header: 'Value',
      kind: 'number',
      adds: false,
      width: 90,
      value: (check) => check.value,
      cell: (check) => (
        <NumberDoor
          value={shownValue(check.value, check.unit, format)}
          door={check.key}
          param="check"
          label={check.name}
        />
      ),
      definition: 'What the check was measured as; its formula stands in its drawer.',
    },
    {
      id: 'score',
      header: 'Score',
      kind: 'number',
      adds: false,
      width: 130,
      value: (check) => check.score,
      cell: (check) => <Score check={check} />,
      phone: 'aside',
      definition: '0 at red, 100 at green, straight between them.',
    },
    { id: 'owner', header: 'Owner', value: (check) => check.owner?.name ?? 'nobody', width: 180, phone: 'line' },
    {
      id: 'gain',
      header: 'Points to gain',
      kind: 'number',
      width: 120,
      value: (check) => check.pointsToGain,
      cell: (check) => (check.pointsToGain === null ? '' : number(check.pointsToGain)),
      phone: 'off',
      definition: 'Weight × (100 − score); a critical check weighs 2, the others 1.',
    },
    {
      id: 'critical',
      header: 'Critical',
      value: (check) => (check.critical ? 'critical' : ''),
      width: 90,
      phone: 'off',
      definition: 'At zero, a critical check holds the level at 2.',
    },
  ]
}

function Score({ check }: { check: ScoredCheck }) {
  const { number } = useFormat()
  const tone = meaningOf(check)
  const text = check.state === 'scored' ? number(check.score ?? 0) : check.state
  return tone ? <Tone tone={tone}>{text}</Tone> : text
}
