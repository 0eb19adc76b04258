import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { Tree } from '#platform/ui/page/Tree.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import type { Person } from '../../people/contract.ts'
import classes from '../company.module.css'
import { leaders, orgTree } from './org-tree.ts'
import { PersonPanel } from './PersonPanel.tsx'

/** The tree of who reports to whom, with the chosen person beside it. */
export function PeopleTree({ people }: { people: Person[] }) {
  const [chosen, choose] = useUrlParam('person')
  const nodes = useMemo(() => orgTree(people, asideOf), [people])
  const shown = chosen ?? nodes[0]?.id ?? null
  if (nodes.length === 0) return <Text c="dimmed">Nobody matches. Clear the search to see everybody.</Text>
  return (
    <div className={classes.split}>
      <Tree
        key={people.length}
        label="Who reports to whom"
        nodes={nodes}
        selected={shown}
        onSelect={(id) => choose(id)}
        open={leaders(nodes)}
      />
      <section className={classes.panel} aria-label="Chosen person">
        {shown && <PersonPanel key={shown} id={shown} />}
      </section>
    </div>
  )
}

function asideOf({ title, team }: Person): string {
  return [title, team?.name].filter(Boolean).join(' · ')
}
