import {
  ActionIcon,
  Burger,
  Kbd,
  Tooltip,
  UnstyledButton,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import { IconMoon, IconSearch, IconSun } from '@tabler/icons-react'
import { HelpSign } from './HelpSign.tsx'
import { Logo } from './Logo.tsx'
import { signs } from './menu.ts'
import classes from './shell.module.css'
import { UserMenu } from './UserMenu.tsx'
import { WorkspaceSwitch } from './WorkspaceSwitch.tsx'

type TopBarProps = { menuOpen: boolean; toggleMenu: () => void; onSearch: () => void; onKeys: () => void }

/** Which workspace, search, help, light or dark, and who is signed in. */
export function TopBar({ menuOpen, toggleMenu, onSearch, onKeys }: TopBarProps) {
  return (
    <div className={classes.bar}>
      <Burger
        opened={menuOpen}
        onClick={toggleMenu}
        hiddenFrom="sm"
        size="sm"
        aria-label={menuOpen ? 'Close the menu' : 'Open the menu'}
        aria-expanded={menuOpen}
      />
      <div className={classes.brand}>
        <Logo />
        <WorkspaceSwitch />
      </div>
      <UnstyledButton className={classes.search} onClick={onSearch}>
        <IconSearch size={16} aria-hidden />
        <span className={classes.searchText}>Search</span>
        <Kbd size="xs" className={classes.searchKey}>
          {isMac() ? '⌘ K' : 'Ctrl K'}
        </Kbd>
      </UnstyledButton>
      <div className={classes.right}>
        {signs.map((Sign) => (
          <Sign key={Sign.displayName ?? Sign.name} />
        ))}
        <HelpSign />
        <SchemeToggle />
        <UserMenu onKeys={onKeys} />
      </div>
    </div>
  )
}

function SchemeToggle() {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  const other = scheme === 'dark' ? 'light' : 'dark'
  return (
    <Tooltip label={`Switch to ${other}`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={`Switch to ${other}`}
        onClick={() => setColorScheme(other)}
      >
        {scheme === 'dark' ? <IconSun size={18} /> : <IconMoon size={18} />}
      </ActionIcon>
    </Tooltip>
  )
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.userAgent)
}
