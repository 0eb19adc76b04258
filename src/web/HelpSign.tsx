import { ActionIcon, Menu, Tooltip } from '@mantine/core'
import { IconHelp } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { helpPageOf } from '#platform/ui/help-page.ts'

/** The help of the screen that is open, in a window of its own. */
export function HelpSign() {
  return (
    <Tooltip label="Help for this screen">
      <ActionIcon
        {...useHelpLink()}
        component="a"
        variant="subtle"
        color="gray"
        size="lg"
        aria-label="Help for this screen"
        visibleFrom="sm"
      >
        <IconHelp size={18} />
      </ActionIcon>
    </Tooltip>
  )
}

/** The same as an item of a menu, where the bar is too narrow for a sign. */
export function HelpItem() {
  return (
    <Menu.Item {...useHelpLink()} component="a" leftSection={<IconHelp size={16} aria-hidden />} hiddenFrom="sm">
      Help for this screen
    </Menu.Item>
  )
}

function useHelpLink() {
  const path = useLocation({ select: (location) => location.pathname })
  return { href: `/help/screens/${helpPageOf(path)}.html`, target: '_blank' }
}
