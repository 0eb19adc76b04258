import { AppShell } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { type RouterState, useLocation, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { loadCode } from '#platform/ui/lazy-part.tsx'
import { useLiveUpdates } from '#platform/ui/live.ts'
import { ConnectionSign } from '#platform/ui/page/ConnectionSign.tsx'
import { toastError } from '#platform/ui/toast.tsx'
import { KeysHelp } from './KeysHelp.tsx'
import { SideMenu } from './SideMenu.tsx'
import classes from './shell.module.css'
import { TopBar } from './TopBar.tsx'

type SearchPart = typeof import('./Search.tsx').Search

/** Whether the screen that was asked for does not show yet. */
function isOnItsWay({ location, resolvedLocation }: RouterState): boolean {
  return location.pathname !== resolvedLocation?.pathname
}

/** Menu at the left, bar at the top, the screen in the middle; search and keys from everywhere. */
export function Shell({ children }: { children: ReactNode }) {
  const [menuOpen, menuToggle] = useDisclosure(false)
  const [keysOpen, keys] = useDisclosure(false)
  const [searching, setSearching] = useState(0)
  const main = useRef<HTMLElement>(null)
  const path = useLocation({ select: (location) => location.pathname })
  const onItsWay = useRouterState({ select: isOnItsWay })
  const [Search, setSearch] = useState<SearchPart | null>(null)
  function search(): void {
    setSearching((times) => times + 1)
    if (!Search) loadCode(() => import('./Search.tsx')).then((part) => setSearch(() => part.Search), toastError)
  }
  useLiveUpdates()
  useHotkeys([
    ['mod+K', search, { preventDefault: true }],
    ['shift+?', keys.toggle],
    ['?', keys.toggle],
  ])
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new address closes the menu of the phone
  useEffect(menuToggle.close, [path])
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !menuOpen } }}
      transitionDuration={120}
    >
      <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
        Skip to the content
      </button>
      <AppShell.Header className={classes.header}>
        <TopBar menuOpen={menuOpen} toggleMenu={menuToggle.toggle} onSearch={search} onKeys={keys.open} />
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} aria-label="Menu">
        <SideMenu />
      </AppShell.Navbar>
      <AppShell.Main ref={main} id="main" tabIndex={-1} className={classes.main} aria-busy={onItsWay}>
        {children}
      </AppShell.Main>
      <KeysHelp opened={keysOpen} onClose={keys.close} />
      {Search && <Search times={searching} onKeys={keys.open} />}
      <ConnectionSign />
    </AppShell>
  )
}
