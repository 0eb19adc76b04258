import { Kbd, Modal } from '@mantine/core'
import classes from './shell.module.css'

const keys = [
  { does: 'Find a screen, a person, an account, a deal, an item', press: ['Ctrl/Cmd', 'K'] },
  { does: 'Show these keys', press: ['?'] },
  { does: 'Close what is open', press: ['Esc'] },
  { does: 'In a grid: go to a cell', press: ['↑', '↓', '←', '→'] },
  { does: 'In a grid: go to the edge', press: ['Ctrl/Cmd', 'arrow'] },
  { does: 'In a grid: select a range', press: ['Shift', 'arrow'] },
  { does: 'In a grid: select all', press: ['Ctrl/Cmd', 'A'] },
  { does: 'In a grid: edit the cell, or open the row', press: ['Enter'] },
  { does: 'In a grid: open the row', press: ['Ctrl/Cmd', 'Enter'] },
  { does: 'In a grid: edit the old value', press: ['F2'] },
  { does: 'In a grid: clear', press: ['Delete'] },
  { does: 'In a grid: copy, paste', press: ['Ctrl/Cmd', 'C', 'V'] },
  { does: 'In a grid: copy with headers', press: ['Ctrl/Cmd', 'Alt', 'C'] },
  { does: 'In a grid: fill down, fill right', press: ['Ctrl/Cmd', 'D', 'R'] },
  { does: 'In a grid: go on with a series', press: ['Ctrl/Cmd', 'Alt', 'D'] },
  { does: 'In a grid: undo, do again', press: ['Ctrl/Cmd', 'Z', 'Y'] },
  { does: 'In the head of a grid: move a column', press: ['Alt', '← →'] },
  { does: 'In the head of a grid: make it wider', press: ['Alt', 'Shift', '→'] },
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
