import { Box, Tabs } from '@mantine/core'
import { useViewportSize } from '@mantine/hooks'
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react'
import { useUrlParam } from '../url-state.ts'
import classes from './page.module.css'

export type PageTab = { value: string; label: ReactNode; content: () => ReactNode }

/**
 * Tabs kept in the address; only the open one is drawn. Many stand closer together; where they do not all fit even so, as on a phone, the
 * open one is in sight.
 */
export function PageTabs({ tabs, param = 'tab' }: { tabs: PageTab[]; param?: string }) {
  const [found, setFound] = useUrlParam(param)
  const first = tabs[0]?.value ?? null
  const open = tabs.some((tab) => tab.value === found) ? found : first
  const list = useRef<HTMLDivElement>(null)
  const { width } = useViewportSize()
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>('[aria-selected=true]')
    if (list.current && tab && open && width > 0)
      list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.clientWidth) / 2
  }, [open, width])
  return (
    <Tabs
      value={open}
      onChange={(value) => setFound(value === first ? null : value, { push: true })}
      keepMounted={false}
    >
      <Box ref={list} mb="lg" className={classes.tabs} style={{ '--tabs': tabs.length } as CSSProperties}>
        <Tabs.List style={{ flexWrap: 'nowrap', minWidth: 'max-content' }}>
          {tabs.map((tab) => (
            <Tabs.Tab key={tab.value} value={tab.value} className={classes.tab}>
              {tab.label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Box>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value}>
          {tab.value === open && tab.content()}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
