import { Link } from '@tanstack/react-router'
import type { MenuEntry } from '#platform/ui/screens.ts'
import { useSession } from '#platform/ui/session.tsx'
import { menu } from './menu.ts'
import classes from './shell.module.css'

/** The menu: what this role may open, in the product's own words. */
export function SideMenu() {
  const { can } = useSession()
  const entries = menu.filter((entry) => can(entry.permission))
  return (
    <ul className={classes.menu}>
      {entries.map((entry, at) => (
        <li key={entry.path}>
          {entry.group && entries[at - 1]?.group !== entry.group && <div className={classes.group}>{entry.group}</div>}
          <Entry entry={entry} />
        </li>
      ))}
    </ul>
  )
}

function Entry({ entry }: { entry: MenuEntry }) {
  const Icon = entry.icon
  return (
    <Link
      to={entry.path}
      className={classes.entry}
      activeOptions={{ exact: hasEntriesBelow(entry), includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
    >
      <Icon size={18} stroke={1.6} aria-hidden />
      {entry.label}
    </Link>
  )
}

/** Of two entries that an address is below, the nearer one is the current one. */
function hasEntriesBelow({ path }: MenuEntry): boolean {
  return menu.some((other) => other.path !== path && other.path.startsWith(path === '/' ? path : `${path}/`))
}
