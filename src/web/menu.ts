import {
  IconBriefcase,
  IconBuilding,
  IconChartLine,
  IconFileImport,
  IconLayoutDashboard,
  type IconSettings,
  IconUsersGroup,
} from '@tabler/icons-react'
import { lazyRouteComponent, type RouteComponent } from '@tanstack/react-router'

export type MenuEntry = {
  label: string
  /** The word of the issue, the folder and the address. */
  path: '/' | `/${string}`
  icon: typeof IconSettings
  /** Shown to those who hold it. */
  permission: string
  /** Under a heading of the menu. */
  group?: string
  component: RouteComponent
  /** Addresses below it that the same screen answers. */
  below?: string[]
}

/** The menu of the product, top to bottom; the router is made from it. */
export const menu: MenuEntry[] = [
  {
    label: 'Overview',
    path: '/',
    icon: IconLayoutDashboard,
    permission: 'overview:read',
    component: lazyRouteComponent(() => import('#overview/ui/Overview.tsx'), 'Overview'),
  },
]
