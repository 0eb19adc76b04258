import { Kbd, Modal } from '@mantine/core'
import classes from './shell.module.css'

const keys = [
  { does: 'Find a screen, a person, an account, a deal, an item', press: ['Ctrl/Cmd', 'K'] },
  { does: 'Show these keys', press: ['?'] },
  { does: 'Close what is open', press: ['Esc'] },
  { does: 'In a grid: go to a cell', press: ['↑', '↓', '←', '→'] },
  { does: 'In a grid: go to the edge', press: ['Ctrl/Cmd', 'arrow'] },
  { does: 'In a grid: select a range', press: ['Shift', 'arrow'] },
  { does: 'In a grid: copy the range', press: ['Ctrl/Cmd', 'C'] },
  { does: 'In a grid: open the row', press: ['Enter'] },
  { does: 'In a tree: open and close', press: ['→', '←'] },
]

/** What the keyboard can do. */
export function KeysHelp({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="md" closeButtonProps={{ 'aria-label': 'Close' }}>
      <dl className={classes.keys}>
        {keys.map((key) => (
          <div key={key.does}>
            <dt>{key.does}</dt>
            <dd>
              {key.press.map((one) => (
                <Kbd key={one} size="xs">
                  {one}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
