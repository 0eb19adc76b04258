import { Button, CloseButton, TextInput } from '@mantine/core'
import { useDebouncedCallback, useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconSearch } from '@tabler/icons-react'
import { type ReactNode, useMemo, useState } from 'react'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { Tree } from '#platform/ui/page/Tree.tsx'
import type { TreeNode as Row } from '#platform/ui/page/tree-rows.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { TreeNode } from '../schema.ts'
import classes from './demand.module.css'
import { NewItems } from './new-items/NewItems.tsx'
import type { DemandView } from './use-view.ts'

type Given = { view: DemandView; nodes: TreeNode[]; matches: number }

/** The hierarchy at the left, each node with its recent history and its measured error; on a phone behind one button. */
export function NodeTree({ view, nodes, matches }: Given) {
  const [opened, { toggle, close }] = useDisclosure(false)
  const chosen = nodes.find((node) => node.key === view.node)
  return (
    <nav className={classes.tree} aria-label={view.by ? `${view.by} and items` : 'Families and items'}>
      <Button
        className={classes.phoneOnly}
        variant="default"
        fullWidth
        justify="space-between"
        rightSection={<IconChevronDown size={16} aria-hidden />}
        aria-expanded={opened}
        onClick={toggle}
      >
        {chosen?.name ?? (view.by ? `Choose a ${view.by.toLowerCase()} or an item` : 'Choose a family or an item')}
      </Button>
      <div className={classes.treeBody} data-opened={opened}>
        <SearchBox view={view} />
        <p className={classes.treeHead}>
          <span>
            {view.search
              ? `${matches} ${matches === 1 ? 'item' : 'items'} found`
              : view.by
                ? `By ${view.by.toLowerCase()}`
                : 'All families and items'}
          </span>
          <span>error</span>
        </p>
        <Nodes view={view} nodes={nodes} onChosen={close} />
        <NewItems view={view} />
      </div>
    </nav>
  )
}

function SearchBox({ view }: { view: DemandView }) {
  const [text, setText] = useState(view.search)
  const tell = useDebouncedCallback((search: string) => view.change({ search: search || null }), 250)
  const set = (search: string) => {
    setText(search)
    tell(search)
  }
  return (
    <TextInput
      aria-label="Search items"
      placeholder="Search items by name or code"
      size="sm"
      value={text}
      onChange={(event) => set(event.currentTarget.value)}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={text && <CloseButton size="sm" aria-label="Clear the search" onClick={() => set('')} />}
    />
  )
}

function Nodes({ view, nodes, onChosen }: { view: DemandView; nodes: TreeNode[]; onChosen: () => void }) {
  const { percent } = useFormat()
  const rows = useMemo(
    () => treeOf({ nodes, search: view.search, aside: (node) => <ErrorOf node={node} percent={percent} /> }),
    [nodes, view.search, percent],
  )
  const open = view.search ? nodes.filter((node) => node.level !== 'item').map((node) => node.key) : ['all']
  return (
    <Tree
      key={view.search}
      label={view.by ? `Demand by ${view.by.toLowerCase()} and item` : 'Demand by family and item'}
      nodes={rows}
      open={open}
      selected={view.node}
      onSelect={(node) => {
        view.change({ node: node === 'all' ? null : node, period: null, door: null }, { push: true })
        onChosen()
      }}
    />
  )
}

/** The measured error; marked where the naive forecast would have been better, or where nobody can tell. */
function ErrorOf({ node, percent }: { node: TreeNode; percent: (share: number) => string }) {
  if (node.standing === 'ended') return <span title="No longer sold">ended</span>
  if (node.level === 'group' && node.wape === null) return null
  if (node.wape === null) return <Tone tone="uncertain">{node.standing === 'new' ? 'new' : '?'}</Tone>
  const isBeaten = node.naiveWape !== null && node.wape > node.naiveWape
  const share = percent(Math.min(node.wape, 9.99))
  return isBeaten ? <Tone tone="behind">{share}</Tone> : share
}

/** Families or groups below everything, items below theirs; a search leaves those that it, or an item of theirs, matches. */
function treeOf(given: { nodes: TreeNode[]; search: string; aside: (node: TreeNode) => ReactNode }): Row<ReactNode>[] {
  const { nodes, search, aside } = given
  const rowOf = (node: TreeNode, children: Row<ReactNode>[]): Row<ReactNode> => ({
    id: node.key,
    label: node.name,
    aside: aside(node),
    spark: node.recent,
    ...(children.length > 0 && { children }),
  })
  const items = Map.groupBy(
    nodes.filter((node) => node.level === 'item'),
    ({ under }) => under,
  )
  const families = nodes
    .filter(({ level }) => level === 'family' || level === 'group')
    .filter(({ key, name }) => items.has(key) || name.toLowerCase().includes(search.toLowerCase()))
    .map((family) =>
      rowOf(
        family,
        (items.get(family.key) ?? []).map((item) => rowOf(item, [])),
      ),
    )
  return nodes.filter((node) => node.level === 'all').map((all) => rowOf(all, families))
}
