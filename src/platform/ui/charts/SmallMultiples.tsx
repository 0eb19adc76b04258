import { UnstyledButton } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './charts.module.css'
import { type SmallFan, smallFanShape } from './small-fan.ts'

export type Multiple = SmallFan & { id: string; title: string; aside?: ReactNode; summary?: string }

/** One small fan per part, all on their own scale from zero; each opens its detail. */
export function SmallMultiples({ items, onOpen }: { items: Multiple[]; onOpen?: (id: string) => void }) {
  return (
    <ul className={classes.multiples}>
      {items.map((item) => (
        <li key={item.id}>
          {onOpen ? (
            <UnstyledButton className={classes.multiple} onClick={() => onOpen(item.id)}>
              <Content item={item} />
            </UnstyledButton>
          ) : (
            <div className={classes.multiple}>
              <Content item={item} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

const size = { width: 240, height: 64 }

function Content({ item }: { item: Multiple }) {
  const shape = smallFanShape(item, size)
  return (
    <>
      <span className={classes.multipleHead}>
        <span>{item.title}</span>
        <span className={classes.multipleAside}>{item.aside}</span>
      </span>
      <svg
        viewBox={`0 0 ${size.width} ${size.height}`}
        width="100%"
        height={size.height}
        preserveAspectRatio="none"
        role="img"
        aria-label={item.summary ?? `${item.title}: history and forecast`}
        style={{ display: 'block' }}
      >
        <line
          x1="0"
          x2={size.width}
          y1={size.height - 1}
          y2={size.height - 1}
          stroke="var(--line)"
          vectorEffect="non-scaling-stroke"
        />
        <path d={shape.range} fill="var(--accent)" opacity="0.18" />
        <path d={shape.history} fill="none" stroke="var(--ink)" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
        <path
          d={shape.mean}
          fill="none"
          stroke="var(--accent)"
          strokeWidth="1.75"
          strokeDasharray="4 3"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
    </>
  )
}
