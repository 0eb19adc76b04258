// biome-ignore-all lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keys
// biome-ignore-all lint/a11y/useSemanticElements: the region scrolls; it is no part of the page outline
import { useRef } from 'react'
import { type Column, shown } from './column.ts'
import type { GridView } from './DataGrid.tsx'
import classes from './grid.module.css'
import { useLineWindow } from './use-window.ts'

/** The grid on a phone: one entry per row, the title and one figure first, two more lines of detail. */
export function PhoneList<Row>(view: GridView<Row>) {
  const scroller = useRef<HTMLDivElement>(null)
  const { items, height } = useLineWindow({
    count: view.lines.length,
    scroller,
    lineHeight: 68,
    padding: { top: 0, bottom: 0 },
    active: null,
    more: view.more,
    hasMore: view.hasMore ?? false,
    loading: view.loading ?? false,
  })
  const places = placesOf(view.columns)
  return (
    <>
      {places.aside && (
        <div className={classes.listHead} aria-hidden>
          <span>{places.title?.header}</span>
          <span>{places.aside.header}</span>
        </div>
      )}
      <div ref={scroller} className={classes.list} tabIndex={0} role="region" aria-label={view.label}>
        <ul style={{ height, position: 'relative', margin: 0, padding: 0, listStyle: 'none' }}>
          {items.map((item) => {
            const line = view.lines[item.index]
            if (!line) return null
            const style = { transform: `translateY(${item.start}px)` }
            if (line.kind === 'group') {
              return (
                <li key={item.key} className={classes.entryGroup} style={style}>
                  <button
                    type="button"
                    className={classes.entryToggle}
                    aria-expanded={line.isOpen}
                    onClick={() => view.toggle(line.group.key)}
                  >
                    <span>{line.group.label}</span>
                    <span className={classes.groupAside}>{line.group.aside}</span>
                  </button>
                </li>
              )
            }
            return (
              <li key={item.key} className={classes.entry} style={style}>
                <Entry row={line.row} places={places} onOpen={view.mayOpen(line.row) ? view.onOpen : undefined} />
              </li>
            )
          })}
        </ul>
      </div>
    </>
  )
}

type Places<Row> = { title: Column<Row> | undefined; aside: Column<Row> | undefined; lines: Column<Row>[] }

function Entry<Row>({
  row,
  places,
  onOpen,
}: {
  row: Row
  places: Places<Row>
  onOpen: ((row: Row) => void) | undefined
}) {
  const content = (
    <>
      <span className={classes.entryTitle}>{places.title && shown(places.title, row)}</span>
      <span className={classes.entryAside}>{places.aside && shown(places.aside, row)}</span>
      <span className={classes.entryLine}>
        {places.lines
          .map((column) => ({ column, cell: shown(column, row) }))
          .filter(({ cell }) => cell !== '' && cell != null)
          .map(({ column, cell }) => (
            <span key={column.id}>
              {column.kind === 'number' && `${column.header} `}
              {cell}
            </span>
          ))}
      </span>
    </>
  )
  if (!onOpen) return <div className={classes.entryBody}>{content}</div>
  return (
    <button type="button" className={classes.entryBody} onClick={() => onOpen(row)}>
      {content}
    </button>
  )
}

function placesOf<Row>(columns: Column<Row>[]): Places<Row> {
  const title = columns.find((column) => column.phone === 'title') ?? columns[0]
  const aside = columns.find((column) => column.phone === 'aside') ?? columns.find((column) => column.kind === 'number')
  const others = columns.filter((column) => column !== title && column !== aside)
  const chosen = others.filter((column) => column.phone === 'line')
  const rest = others.filter((column) => column.phone !== 'off' && !column.hidden)
  return { title, aside, lines: (chosen.length > 0 ? chosen : rest).slice(0, 3) }
}
