// biome-ignore-all lint/a11y/useSemanticElements: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useFocusableInteractive: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useKeyWithClickEvents: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import { type Column, nextSort, readSort } from './column.ts'
import classes from './grid.module.css'

/** The head of a grid: names with units; a click sorts. */
export function GridHead<Row>(props: {
  columns: Column<Row>[]
  sort: string | null
  setSort: (sort: string | null) => void
  widths: CSSProperties
}) {
  const sorted = readSort(props.sort)
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.line} style={props.widths}>
        {props.columns.map((column, at) => {
          const direction = sorted?.id === column.id ? (sorted.desc ? 'descending' : 'ascending') : undefined
          return (
            <div
              key={column.id}
              role="columnheader"
              aria-colindex={at + 1}
              aria-sort={direction ?? 'none'}
              className={classes.headCell}
              data-number={column.kind === 'number' || undefined}
              data-first={at === 0 || undefined}
            >
              {column.sortable === false ? (
                <Name column={column} />
              ) : (
                <button
                  type="button"
                  tabIndex={-1}
                  className={classes.sorter}
                  onClick={() => props.setSort(nextSort(column, props.sort))}
                >
                  <Name column={column} />
                  {direction === 'descending' && <IconArrowDown size={13} aria-hidden />}
                  {direction === 'ascending' && <IconArrowUp size={13} aria-hidden />}
                </button>
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function Name<Row>({ column }: { column: Column<Row> }) {
  return (
    <span className={classes.name}>
      {column.header}
      {column.unit && <span className={classes.unit}> {column.unit}</span>}
    </span>
  )
}
