// biome-ignore-all lint/a11y/useSemanticElements: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useFocusableInteractive: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
// biome-ignore-all lint/a11y/useKeyWithClickEvents: rows come and go as they scroll, which a table element cannot do; keys and focus belong to the grid
import { useEffect, useId, useRef } from 'react'
import { fullWidth, template } from './column.ts'
import type { GridView } from './DataGrid.tsx'
import { GridFoot } from './GridFoot.tsx'
import { GridHead } from './GridHead.tsx'
import { GridRow } from './GridRow.tsx'
import classes from './grid.module.css'
import { rangeOf } from './selection.ts'
import { useGridKeys } from './use-grid-keys.ts'
import { useLines } from './use-lines.ts'

const lineHeight = 37
const headHeight = 40

/** The grid on a wide screen: sticky head and foot, rows drawn as they scroll into view, one active cell. */
export function TableView<Row>(view: GridView<Row>) {
  const { shownColumns: columns, lines, rows } = view
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const { items, height, scrollTo } = useLines(view, { scroller, lineHeight, headHeight })
  const { selection, select, start, onKeyDown } = useGridKeys(view, { scrollTo, page: () => pageOf(scroller.current) })
  const widths = { gridTemplateColumns: template(columns), minWidth: fullWidth(columns) }
  const range = selection && rangeOf(selection)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order begins at its top
  useEffect(() => {
    if (scroller.current) scroller.current.scrollTop = 0
  }, [view.sort])

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      style={{ maxHeight: view.height ?? 'max(320px, calc(100dvh - 300px))' }}
      role="grid"
      aria-label={view.label}
      aria-rowcount={(view.total ?? rows.length) + 1}
      aria-colcount={columns.length}
      aria-busy={view.loading ?? false}
      aria-multiselectable
      {...(selection && { 'aria-activedescendant': `${id}-${selection.active.row}-${selection.active.column}` })}
      tabIndex={0}
      onFocus={start}
      onKeyDown={onKeyDown}
    >
      <GridHead columns={columns} sort={view.sort ?? null} setSort={view.setSort} widths={widths} />
      <div role="rowgroup" style={{ height, minWidth: widths.minWidth, position: 'relative' }}>
        {items.map((item) => (
          <GridRow
            key={item.key}
            id={id}
            line={lines[item.index]!}
            top={item.start}
            widths={widths}
            columns={columns}
            view={view}
            active={selection?.active ?? null}
            range={range}
            select={select}
          />
        ))}
      </div>
      <GridFoot columns={columns} rows={rows} range={range} widths={widths} />
    </div>
  )
}

function pageOf(scroller: HTMLElement | null): number {
  return Math.max(1, Math.floor(((scroller?.clientHeight ?? 400) - headHeight) / lineHeight) - 1)
}
