import { useMemo } from 'react'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import type { Flow } from '../tools/schema.ts'
import { type Arrow, boxSize, laidOut } from './flow-layout.ts'
import classes from './flows.module.css'

/** The map of data flows: boxes are tools, arrows what goes where. The table below it says the same. */
export function FlowMap({ flows }: { flows: Flow[] }) {
  const { width, height, boxes, arrows } = useMemo(() => laidOut(flows), [flows])
  return (
    <ScrollRegion label="Map of data flows">
      <svg
        width={width}
        height={height}
        role="img"
        aria-label={`Map of ${arrows.length} flows between ${boxes.length} tools; the table below says the same.`}
        className={classes.map}
      >
        <defs>
          <marker id="data-end" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
            <path d="M0 0 L8 4 L0 8 z" className={classes.head} />
          </marker>
        </defs>
        {arrows.map((arrow) => (
          <path
            key={`${arrow.from} ${arrow.to}`}
            d={pathOf(arrow)}
            className={classes.arrow}
            markerEnd="url(#data-end)"
          >
            <title>{`${arrow.from} to ${arrow.to}: ${arrow.data}`}</title>
          </path>
        ))}
        {boxes.map(({ name, x, y }) => (
          <g key={name}>
            <rect x={x - boxSize.width / 2} y={y - boxSize.height / 2} {...boxSize} rx={6} className={classes.box} />
            <text x={x} y={y + 4} className={classes.name}>
              {name.length > 20 ? `${name.slice(0, 19)}…` : name}
              <title>{name}</title>
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
