import { Means } from '../page/Means.tsx'
import type { Column } from './column.ts'
import classes from './grid.module.css'

/** What the columns of a grid mean, by tap and by key as well as by mouse: the sign beside the count of its rows. */
export function ColumnMeanings<Row>({ label, columns }: { label: string; columns: readonly Column<Row>[] }) {
  const told = columns.filter(({ definition }) => definition !== undefined)
  const hasSums = columns.some(({ sum }) => sum !== undefined)
  return (
    <Means of={label}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className={classes.meanings} aria-label={`${label}: what the numbers mean`} tabIndex={0}>
        <dl>
          <dt>{label}</dt>
          <dd>The rows that match, all of which are in this list.</dd>
          {told.map(({ id, header, definition }) => (
            <div key={id}>
              <dt>{header}</dt>
              <dd>{definition}</dd>
            </div>
          ))}
          {hasSums && (
            <>
              <dt>Total</dt>
              <dd>The sum over all rows that match, also those not loaded yet.</dd>
            </>
          )}
        </dl>
      </section>
    </Means>
  )
}
