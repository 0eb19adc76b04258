import { Button, Group } from '@mantine/core'
import { useScenario } from './use-scenario.ts'

/** Takes one deal as won or lost in the scenario of the address. */
export function ScenarioChoice({ id, name }: { id: string; name: string }) {
  const { win, lose, take } = useScenario()
  const button = (as: 'win' | 'lose', word: string, isOn: boolean) => (
    <Button
      size="compact-xs"
      variant={isOn ? 'filled' : 'default'}
      aria-pressed={isOn}
      aria-label={`${word} ${name}`}
      onClick={(event) => {
        event.stopPropagation()
        take(id, isOn ? null : as)
      }}
    >
      {word}
    </Button>
  )
  return (
    <Group gap={4} wrap="nowrap" display="inline-flex" style={{ verticalAlign: 'middle' }}>
      {button('win', 'Win', win.includes(id))}
      {button('lose', 'Lose', lose.includes(id))}
    </Group>
  )
}
