import { useMemo } from 'react'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Graph } from '../schema.ts'
import { casesBehind } from './CasesDrawer.tsx'
import { inWords } from './durations.ts'
import { type Arrow, boxSize, laidOut } from './layout.ts'
import classes from './process.module.css'

/** The map of a process: boxes are activities, arrows what directly follows; thicker is more frequent. The table behind it says the same. */
export function ProcessMap({ graph }: { graph: Graph }) {
  const { number } = useFormat()
  const [, open] = useUrlParam('cases')
  const { width, height, boxes, arrows } = useMemo(() => laidOut(graph, 24), [graph])
  const most = Math.max(1, ...arrows.map(({ frequency }) => frequency))
  return (
    <ScrollRegion label="Process map">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`Process map of ${graph.activities.length} activities; the table below says the same.`}
        className={classes.map}
      >
        <defs>
          <marker
            id="flow-end"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="8"
            markerHeight="8"
            markerUnits="userSpaceOnUse"
            orient="auto"
          >
            <path d="M0 0 L8 4 L0 8 z" className={classes.head} />
          </marker>
        </defs>
        {arrows.map((arrow) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table below opens the same cases by key
          <g
            key={`${arrow.from} ${arrow.to}`}
            data-door
            className={classes.opens}
            onClick={() => open(casesBehind({ flowFrom: arrow.from, flowTo: arrow.to }), { push: true })}
          >
            <path
              d={pathOf(arrow)}
              className={classes.arrow}
              strokeWidth={1 + 4 * (arrow.frequency / most)}
              markerEnd="url(#flow-end)"
            />
            <text x={arrow.label.x} y={arrow.label.y} className={classes.flow}>
              {number(arrow.frequency)} · {inWords(arrow.mean, number)}
            </text>
          </g>
        ))}
        {boxes.map(({ activity, x, y, frequency }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the table below opens the same cases by key
          <g
            key={activity}
            data-door
            className={classes.opens}
            onClick={() => open(casesBehind({ holds: activity }), { push: true })}
          >
            <rect x={x - boxSize.width / 2} y={y - boxSize.height / 2} {...boxSize} rx={6} className={classes.box} />
            <text x={x} y={y - 3} className={classes.name}>
              {activity.length > 20 ? `${activity.slice(0, 19)}…` : activity}
              <title>{activity}</title>
            </text>
            <text x={x} y={y + 13} className={classes.count}>
              {number(frequency)}
            </text>
          </g>
        ))}
      </svg>
    </ScrollRegion>
  )
}

function pathOf({ points }: Arrow): string {
  const [first, ...rest] = points
  return `M${first!.x} ${first!.y}${rest.map(({ x, y }) => ` L${x} ${y}`).join('')}`
}
