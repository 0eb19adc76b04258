import {
  IconBriefcase,
  IconBuilding,
  IconBuildingStore,
  IconChartLine,
  IconFileImport,
  IconLayoutDashboard,
  IconSettings,
  IconStairs,
  IconTargetArrow,
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
  {
    label: 'Deals',
    path: '/crm/deals',
    icon: IconBriefcase,
    permission: 'crm:read',
    group: 'CRM',
    component: lazyRouteComponent(() => import('#crm/ui/DealsScreen.tsx'), 'DealsScreen'),
  },
  {
    label: 'Accounts',
    path: '/crm/accounts',
    icon: IconBuildingStore,
    permission: 'crm:read',
    group: 'CRM',
    component: lazyRouteComponent(() => import('#crm/ui/AccountsScreen.tsx'), 'AccountsScreen'),
  },
  {
    label: 'Stages',
    path: '/crm/stages',
    icon: IconStairs,
    permission: 'crm:read',
    group: 'CRM',
    component: lazyRouteComponent(() => import('#crm/ui/StagesScreen.tsx'), 'StagesScreen'),
  },
  {
    label: 'Goals',
    path: '/goals',
    icon: IconTargetArrow,
    permission: 'goals:read',
    group: 'Planning',
    component: lazyRouteComponent(() => import('#goals/ui/GoalsScreen.tsx'), 'GoalsScreen'),
  },
  {
    label: 'Demand',
    path: '/demand',
    icon: IconChartLine,
    permission: 'demand:read',
    group: 'Planning',
    component: lazyRouteComponent(() => import('#demand/ui/DemandReview.tsx'), 'DemandReview'),
  },
  {
    label: 'Import',
    path: '/imports',
    icon: IconFileImport,
    permission: 'imports:read',
    group: 'Set-up',
    component: lazyRouteComponent(() => import('#imports/ui/ImportScreen.tsx'), 'ImportScreen'),
  },
  {
    label: 'Company',
    path: '/company',
    icon: IconBuilding,
    permission: 'company:read',
    group: 'Set-up',
    component: lazyRouteComponent(() => import('#company/ui/CompanyScreen.tsx'), 'CompanyScreen'),
  },
  {
    label: 'Settings',
    path: '/settings',
    icon: IconSettings,
    permission: 'tokens:own',
    group: 'Set-up',
    component: lazyRouteComponent(() => import('#settings/ui/SettingsScreen.tsx'), 'SettingsScreen'),
  },
]
