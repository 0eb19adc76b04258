import type { IconSettings } from '@tabler/icons-react'
import type { RouteComponent } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { PermissionName } from '../registry.ts'

export type Icon = typeof IconSettings

export type MenuEntry = {
  label: string
  /** The word of the folder and the address. */
  path: '/' | `/${string}`
  icon: Icon
  /** Shown to those who hold it. */
  permission: PermissionName
  /** Under a heading of the menu. */
  group?: string
  component: RouteComponent
}

/** What a domain adds to the drawer of another domain's noun. */
export type Panel = ComponentType<{ id: string }>

/** A page for whoever has its address, signed in or not; outside the shell. */
export type OpenPage = { path: `/${string}`; component: RouteComponent }

/** What a domain adds to every drawer that holds panels, whatever its noun. */
export type AnyPanel = ComponentType<{ noun: string; id: string }>

/** What a domain shows: its menu entries, how its finds look in the search, its panels in drawers of others, its sign in the bar. */
export type Screens = {
  menu: readonly MenuEntry[]
  open?: readonly OpenPage[]
  finds?: Readonly<Record<string, { heading: string; icon: Icon }>>
  panels?: Readonly<Record<string, Panel>>
  /** Its panel in the drawers of every noun. */
  everywhere?: AnyPanel
  /** Its sign in the bar at the top, beside the user. */
  sign?: ComponentType
}
