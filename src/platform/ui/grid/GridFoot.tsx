// biome-ignore-all lint/a11y/useSemanticElements: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useFocusableInteractive: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useKeyWithClickEvents: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
import type { CSSProperties } from 'react'
import { useFormat } from '../use-format.tsx'
import type { Column } from './column.ts'
import classes from './grid.module.css'
import { type Range, sumOf } from './selection.ts'

/** The foot of a grid: sums over all rows, and of the selected range. */
export function GridFoot<Row>(props: {
  columns: Column<Row>[]
  rows: Row[]
  range: Range | null
  widths: CSSProperties
}) {
  const { columns, rows, range } = props
  const { number, money } = useFormat()
  const worth = (value: number, currency: string | null) =>
    currency === null ? number(value, 2) : money(Math.round(value), currency)
  const isRange = range && (range.top !== range.bottom || range.left !== range.right)
  const selected = isRange ? sumOf(range, columns, rows) : null
  const hasSums = columns.some((column) => column.sum !== undefined)
  if (!hasSums && !selected?.count) return null
  return (
    <div role="rowgroup" className={classes.foot}>
      {hasSums && (
        <div role="row" className={classes.line} style={props.widths}>
          {columns.map((column, at) => (
            <div
              key={column.id}
              role="gridcell"
              className={classes.footCell}
              data-number={column.kind === 'number' || undefined}
              data-first={at === 0 || undefined}
            >
              {column.sum ?? (at === 0 ? 'Total' : '')}
            </div>
          ))}
        </div>
      )}
      {selected !== null && selected.count > 0 && (
        <div role="row" className={classes.selected}>
          <div role="gridcell" aria-live="polite">
            Selected: {number(selected.count)} {selected.count === 1 ? 'number' : 'numbers'}
            {selected.sum !== null &&
              `, sum ${worth(selected.sum, selected.currency)}, mean ${worth(selected.sum / selected.count, selected.currency)}`}
          </div>
        </div>
      )}
    </div>
  )
}
