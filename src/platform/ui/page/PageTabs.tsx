import { Tabs } from '@mantine/core'
import type { ReactNode } from 'react'
import { useUrlParam } from '../url-state.ts'

export type PageTab = { value: string; label: ReactNode; content: () => ReactNode }

/** Tabs kept in the address; only the open one is drawn. */
export function PageTabs({ tabs, param = 'tab' }: { tabs: PageTab[]; param?: string }) {
  const [found, setFound] = useUrlParam(param)
  const first = tabs[0]?.value ?? null
  const open = tabs.some((tab) => tab.value === found) ? found : first
  return (
    <Tabs
      value={open}
      onChange={(value) => setFound(value === first ? null : value, { push: true })}
      keepMounted={false}
    >
      <Tabs.List mb="lg" style={{ flexWrap: 'nowrap', overflowX: 'auto' }}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value}>
            {tab.label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value}>
          {tab.value === open && tab.content()}
        </Tabs.Panel>
      ))}
    </Tabs>
  )
}
