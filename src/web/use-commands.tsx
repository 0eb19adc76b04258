import { useMantineColorScheme } from '@mantine/core'
import { IconKeyboard, IconMoon, IconSun } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '#platform/ui/session.tsx'
import { menu } from './menu.ts'

type Action = { id: string; label: string; icon: ReactNode; run: () => void }

/** The screens and commands whose name holds what was typed. */
export function useCommands(input: { onKeys: () => void; query: string }): { label: string; actions: Action[] }[] {
  const { can } = useSession()
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const screens = menu
    .filter((entry) => can(entry.permission))
    .map((entry) => ({
      id: entry.path,
      label: entry.label,
      icon: <entry.icon size={18} stroke={1.6} aria-hidden />,
      run: () => void navigate({ to: entry.path }),
    }))
  const commands = [
    { id: 'dark', label: 'Dark colours', icon: <IconMoon size={18} aria-hidden />, run: () => setColorScheme('dark') },
    {
      id: 'light',
      label: 'Light colours',
      icon: <IconSun size={18} aria-hidden />,
      run: () => setColorScheme('light'),
    },
    { id: 'keys', label: 'Show the keys', icon: <IconKeyboard size={18} aria-hidden />, run: input.onKeys },
  ]
  const query = input.query.trim().toLowerCase()
  return [
    { label: 'Screens', actions: screens },
    { label: 'Commands', actions: commands },
  ]
    .map((group) => ({ ...group, actions: group.actions.filter(({ label }) => startsAWord(label, query)) }))
    .filter((group) => group.actions.length > 0)
}

function startsAWord(label: string, query: string): boolean {
  return ` ${label.toLowerCase()}`.includes(` ${query}`)
}
