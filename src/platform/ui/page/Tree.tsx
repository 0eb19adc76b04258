// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: the tree pattern of WAI-ARIA; keys are handled once, on the tree
// biome-ignore-all lint/a11y/useKeyWithClickEvents: the tree pattern of WAI-ARIA; keys are handled once, on the tree
// biome-ignore-all lint/a11y/noStaticElementInteractions: the tree pattern of WAI-ARIA; keys are handled once, on the tree
import { IconChevronRight } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useMemo, useState } from 'react'
import { Sparkline } from './Sparkline.tsx'
import classes from './tree.module.css'
import { pathTo, type TreeNode, treeMove, visibleNodes } from './tree-rows.ts'

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
    const move = treeMove({ key: event.key, nodes, rows, from: focusable ?? '' })
    if (!move) return
    event.preventDefault()
    if (move.open) toggle(move.open, true)
    if (move.close) toggle(move.close, false)
    if (!move.to) return
    onSelect(move.to)
    event.currentTarget.querySelector<HTMLElement>(`[data-node="${CSS.escape(move.to)}"]`)?.focus()
  }

  return (
    <ul className={classes.tree} role="tree" aria-label={props.label} onKeyDown={onKeyDown}>
      {rows.map(({ node, depth, hasChildren, isOpen }) => (
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
          <span className={classes.name} title={node.label}>
            {node.label}
          </span>
          {node.spark && <Sparkline values={node.spark} label={`History of ${node.label}`} width={56} height={18} />}
          {node.aside && <span className={classes.aside}>{node.aside}</span>}
        </li>
      ))}
    </ul>
  )
}
