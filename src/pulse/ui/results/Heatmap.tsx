import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import { driverName } from '../driver-name.ts'
import classes from '../pulse.module.css'
import type { Moved, Results } from './types.ts'

/** Favourable share by driver and team; arrows where it moved by more than chance makes. Each number opens what is behind it. */
export function Heatmap({ results, moved }: { results: Results; moved: readonly Moved[] }) {
  return (
    <ScrollRegion label="Favourable answers by driver and team">
      <table className={classes.heat}>
        <thead>
          <tr>
            <th scope="col">Driver</th>
            {results.groups.map((group) => (
              <th key={group.id} scope="col">
                {group.name}
                <small>{group.answered === null ? 'hidden' : `${group.answered} of ${group.eligible}`}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {results.drivers.map(({ driver, groups }) => (
            <tr key={driver}>
              <th scope="row">{driverName(driver)}</th>
              {groups.map(({ groupId, favourable }) => (
                <Cell
                  key={groupId}
                  door={`${driver}|${groupId}`}
                  label={`${driverName(driver)}, ${results.groups.find(({ id }) => id === groupId)?.name}`}
                  favourable={favourable}
                  moved={moved.find((each) => each.driver === driver && each.groupId === groupId)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

function Cell(props: { door: string; label: string; favourable: number | null; moved: Moved | undefined }) {
  const { percent } = useFormat()
  const { favourable, moved } = props
  const arrow = moved?.verdict === 'moved' ? ((moved.difference ?? 0) > 0 ? '▲' : '▼') : ''
  const tone = favourable === null ? 'none' : favourable >= 0.75 ? 'good' : favourable < 0.5 ? 'bad' : 'middle'
  return (
    <td data-tone={tone}>
      <NumberDoor
        value={favourable === null ? 'hidden' : `${percent(favourable)}${arrow && ` ${arrow}`}`}
        door={props.door}
        label={props.label}
      />
    </td>
  )
}
