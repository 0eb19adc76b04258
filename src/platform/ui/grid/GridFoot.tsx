// biome-ignore-all lint/a11y/useSemanticElements: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useFocusableInteractive: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
import { useMemo } from 'react'
import { useFormat } from '../use-format.tsx'
import { counted } from './counted.ts'
import type { GridView } from './DataGrid.tsx'
import { type Cell, placeOf } from './GridRow.tsx'
import classes from './grid.module.css'
import type { Range } from './selection.ts'
import { meanOf, type Sum, sumsOf } from './sums.ts'

/** The foot of a grid: sums over all rows and of the selected range. */
export function GridFoot<Row>(props: { view: GridView<Row>; cells: Cell<Row>[]; width: number; range: Range | null }) {
  const { view, cells, range } = props
  const hasSums = view.shownColumns.some((column) => column.sum !== undefined)
  if (!hasSums && range === null) return null
  return (
    <div role="rowgroup" className={classes.foot} style={{ width: props.width }}>
      {hasSums && (
        <div role="row" className={classes.line} style={{ height: 36 }}>
          {cells.map((cell) => (
            <div
              key={cell.column.id}
              role="gridcell"
              aria-colindex={cell.at + 1}
              className={classes.footCell}
              style={placeOf(cell)}
              data-number={cell.column.kind === 'number' || undefined}
              data-first={cell.at === 0 || undefined}
              data-frozen={cell.frozen || undefined}
              data-over-rows={cell.column.sum === undefined ? undefined : true}
            >
              {cell.column.sum ?? (cell.at === 0 ? 'Total' : '')}
            </div>
          ))}
        </div>
      )}
      {range && (
        <div role="row" className={classes.selected}>
          <div role="gridcell" className={classes.selectedCell} aria-live="polite">
            <Selected view={view} range={range} />
          </div>
        </div>
      )}
    </div>
  )
}

function Selected<Row>({ view, range }: { view: GridView<Row>; range: Range }) {
  const { number, decimal, decimalMoney } = useFormat()
  const { lines, shownColumns } = view
  const { top, bottom, left, right } = range
  const sums = useMemo(() => {
    const rows = lines.slice(top, bottom + 1).flatMap((line) => (line.kind === 'row' ? [line.row] : []))
    return sumsOf(rows, shownColumns.slice(left, right + 1))
  }, [lines, shownColumns, top, bottom, left, right])
  const isPart = bottom === lines.length - 1 && top === 0 && view.hasMore
  const all = view.total ?? lines.length
  if (isPart && view.allRows) {
    return (
      <span>All {counted(all, { label: view.label, shown: number(all) })} are selected; copying takes them all.</span>
    )
  }
  const worth = (sum: Sum, text: string) =>
    sum.isMoney ? decimalMoney(text, sum.unit) : `${decimal(text)}${sum.unit && ` ${sum.unit}`}`
  const totals = sums.sums.map((sum) => worth(sum, sum.sum)).join(' + ')
  const [one] = sums.sums
  return (
    <span>
      Selected: {number(sums.numbers)} {sums.numbers === 1 ? 'number' : 'numbers'}
      {totals !== '' && `, sum ${totals}`}
      {sums.sums.length === 1 && one && `, mean ${worth(one, meanOf(one))}`}
    </span>
  )
}
