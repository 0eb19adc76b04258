import { Spotlight, spotlight } from '@mantine/spotlight'
import '@mantine/spotlight/styles.layer.css'
import { useDebouncedValue } from '@mantine/hooks'
import { IconCircle, IconSearch } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useState } from 'react'
import type { z } from 'zod'
import { searchContract } from '#platform/search/contract.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { finds } from './menu.ts'
import classes from './search.module.css'
import { useCommands } from './use-commands.tsx'

type Result = z.output<(typeof searchContract.search)['reply']>['results'][number]

/** Search from everywhere: screens, commands, people, accounts, deals, items; opens anew each time `times` grows. */
export function Search({ times, onKeys }: { times: number; onKeys: () => void }) {
  const { can } = useSession()
  const [typed, setTyped] = useState('')
  const [query] = useDebouncedValue(typed.trim(), 120)
  const found = useCall(
    searchContract.search,
    { query: { q: query } },
    { enabled: query !== '' && can('company:read') },
  )
  const groups = useCommands({ onKeys, query: typed })
  const results = query === '' ? [] : (found.data?.results ?? [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press of the keys opens it
  useEffect(() => spotlight.open(), [times])

  const kinds = [...new Set(results.map((one) => one.kind))]
  const nothing = groups.length === 0 && kinds.length === 0
  return (
    <Spotlight.Root
      shortcut={null}
      query={typed}
      onQueryChange={setTyped}
      scrollable
      maxHeight={460}
      classNames={classes as Record<string, string>}
      overlayProps={{ backgroundOpacity: 0.2, blur: 0 }}
    >
      <Spotlight.Search
        placeholder="Find a deal, an account, a person, an item, a screen"
        aria-label="Search"
        leftSection={<IconSearch size={18} aria-hidden />}
        onKeyDown={openFirst}
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group.label} label={group.label}>
            {group.actions.map((action) => (
              <Action key={action.id} title={action.label} icon={action.icon} onClick={action.run} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {kinds.map((kind) => (
          <Found key={kind} kind={kind} results={results.filter((one) => one.kind === kind)} />
        ))}
        {nothing && <Spotlight.Empty>{found.isFetching ? 'Looking…' : 'Nothing by that name.'}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function Found({ kind, results }: { kind: string; results: readonly Result[] }) {
  const navigate = useNavigate()
  const { heading, icon: Icon } = finds[kind] ?? { heading: kind, icon: IconCircle }
  return (
    <Spotlight.ActionsGroup label={heading}>
      {results.map((one) => (
        <Action
          key={one.id}
          title={one.title}
          detail={one.detail}
          icon={<Icon size={18} stroke={1.6} aria-hidden />}
          onClick={() => void navigate({ href: one.path } as never)}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}

/** Enter opens the first entry where none was chosen with the arrow keys. */
function openFirst(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
  const list = event.currentTarget.closest('[role=dialog]') ?? document
  if (list.querySelector('[data-action][data-selected]')) return
  event.preventDefault()
  list.querySelector<HTMLElement>('[data-action]')?.click()
}

function Action(props: { title: string; detail?: string | null; icon: ReactNode; onClick: () => void }) {
  return (
    <Spotlight.Action
      label={props.title}
      {...(props.detail && { description: props.detail })}
      leftSection={props.icon}
      onClick={props.onClick}
    />
  )
}
