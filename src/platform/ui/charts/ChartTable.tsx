// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys
// biome-ignore-all lint/a11y/useSemanticElements: the region scrolls; it is no part of the page outline
import { UnstyledButton } from '@mantine/core'
import classes from './charts.module.css'

/** A picture's numbers: the first column names the row, the rest are figures. */
export type TwinTable = { head: string[]; rows: string[][] }

/** The table twin of a chart; its rows open what the bars open. */
export function ChartTable(props: {
  label: string
  table: TwinTable
  height: number
  onPick?: ((index: number) => void) | undefined
}) {
  const { table, onPick } = props
  return (
    <div
      className={classes.tableBox}
      style={{ maxHeight: props.height }}
      tabIndex={0}
      role="region"
      aria-label={`${props.label}, table`}
    >
      <table className={classes.table}>
        <thead>
          <tr>
            {table.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...figures], at) => (
            <tr key={name}>
              <th scope="row">
                {onPick ? (
                  <UnstyledButton className={classes.pick} onClick={() => onPick(at)}>
                    {name}
                  </UnstyledButton>
                ) : (
                  name
                )}
              </th>
              {figures.map((figure, column) => (
                <td key={table.head[column + 1]}>{figure}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
