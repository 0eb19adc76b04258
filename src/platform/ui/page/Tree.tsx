import { IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { Sparkline } from './Sparkline.tsx'
import classes from './tree.module.css'
import { pathTo, type TreeNode, visibleNodes } from './tree-rows.ts'

/** The hierarchy at the left: arrow keys walk and open it, each node with its small line and a figure. */
export function Tree(props: {
  label: string
  nodes: TreeNode<ReactNode>[]
  selected: string | null
  onSelect: (id: string) => void
  /** Nodes open at first; by default the roots. */
  open?: string[]
}) {
  const { nodes, selected, onSelect } = props
  const [open, setOpen] = useState(
    () => new Set([...(props.open ?? nodes.map((node) => node.id)), ...(selected ? pathTo(nodes, selected) : [])]),
  )
  const rows = useMemo(() => visibleNodes(nodes, open), [nodes, open])
  const focusable = rows.some((row) => row.node.id === selected) ? selected : rows[0]?.node.id
  const toggle = (id: string, on: boolean) =>
    setOpen((before) => new Set(on ? [...before, id] : [...before].filter((one) => one !== id)))

  function onKeyDown(event: KeyboardEvent<HTMLUListElement>): void {
    const at = rows.findIndex((row) => row.node.id === focusable)
    const row = rows[at]
    if (!row) return
    const moves: Record<string, () => string | undefined | void> = {
      ArrowDown: () => rows[at + 1]?.node.id,
      ArrowUp: () => rows[at - 1]?.node.id,
      Home: () => rows[0]?.node.id,
      End: () => rows.at(-1)?.node.id,
      ArrowRight: () => (row.hasChildren && !row.isOpen ? toggle(row.node.id, true) : rows[at + 1]?.node.id),
      ArrowLeft: () => (row.isOpen ? toggle(row.node.id, false) : pathTo(nodes, row.node.id).at(-1)),
    }
    const move = moves[event.key]
    if (!move) return
    event.preventDefault()
    const next = move()
    if (!next) return
    onSelect(next)
    event.currentTarget.querySelector<HTMLElement>(`[data-node="${CSS.escape(next)}"]`)?.focus()
  }

  return (
    // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the tree pattern of WAI-ARIA is a list with this role
    <ul className={classes.tree} role="tree" aria-label={props.label} onKeyDown={onKeyDown}>
      {rows.map(({ node, depth, hasChildren, isOpen }) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled once, on the tree
        <li
          key={node.id}
          role="treeitem"
          data-node={node.id}
          aria-level={depth + 1}
          aria-selected={node.id === selected}
          {...(hasChildren && { 'aria-expanded': isOpen })}
          tabIndex={node.id === focusable ? 0 : -1}
          className={classes.row}
          style={{ paddingLeft: 8 + depth * 16 }}
          onClick={() => onSelect(node.id)}
        >
          {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: arrow keys open and close */}
          <span
            className={classes.chevron}
            data-open={isOpen}
            aria-hidden
            onClick={(event) => {
              event.stopPropagation()
              if (hasChildren) toggle(node.id, !isOpen)
            }}
          >
            {hasChildren && <IconChevronRight size={14} />}
          </span>
          <span className={classes.name}>{node.label}</span>
          {node.spark && <Sparkline values={node.spark} label={`History of ${node.label}`} width={56} height={18} />}
          {node.aside && <span className={classes.aside}>{node.aside}</span>}
        </li>
      ))}
    </ul>
  )
}
