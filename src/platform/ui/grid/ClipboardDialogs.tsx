import { Button, Group, Stack, Table, Text } from '@mantine/core'
import type { RefObject } from 'react'
import { Dialog } from '../form/Dialog.tsx'
import { useFormat } from '../use-format.tsx'
import type { Doubtful, Plan } from './changes.ts'
import type { GridClipboard } from './use-grid-clipboard.ts'

const most = 8

/** Before a paste is written: what does not fit and why, and what is understood one way and could mean another. */
export function ClipboardDialogs<Row>(props: {
  clipboard: GridClipboard<Row>
  scroller: RefObject<HTMLElement | null>
}) {
  const { clipboard, scroller } = props
  if (!clipboard.plan) return null
  const leave = () => {
    clipboard.leave()
    scroller.current?.focus({ preventScroll: true })
  }
  const take = () => {
    if (clipboard.plan) clipboard.take(clipboard.plan)
    scroller.current?.focus({ preventScroll: true })
  }
  return (
    <Dialog title="Look before you paste" size="lg" onClose={leave}>
      <Preview plan={clipboard.plan} leave={leave} take={take} />
    </Dialog>
  )
}

function Preview<Row>({ plan, leave, take }: { plan: Plan<Row>; leave: () => void; take: () => void }) {
  const { number } = useFormat()
  const { refused, doubtful, outside, changes } = plan
  const cells = (count: number) => `${number(count)} ${count === 1 ? 'cell' : 'cells'}`
  return (
    <Stack gap="md">
      {refused.length > 0 && (
        <Doubts
          caption={`${cells(refused.length)} will stay as ${refused.length === 1 ? 'it is' : 'they are'}`}
          some={refused}
        />
      )}
      {doubtful.length > 0 && <Doubts caption={`${cells(doubtful.length)} could be meant otherwise`} some={doubtful} />}
      {outside > 0 && <Text size="sm">{cells(outside)} of the copied ones lie outside the grid and are left out.</Text>}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={leave}>
          Cancel
        </Button>
        <Button onClick={take} disabled={changes.length === 0} data-autofocus>
          {changes.length === 0 ? 'Nothing to paste' : `Paste ${cells(changes.length)}`}
        </Button>
      </Group>
    </Stack>
  )
}

function Doubts({ caption, some }: { caption: string; some: Doubtful[] }) {
  const { number } = useFormat()
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {caption}
      </Text>
      <Table aria-label={caption}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Row</Table.Th>
            <Table.Th>Column</Table.Th>
            <Table.Th>Copied</Table.Th>
            <Table.Th>Here</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {some.slice(0, most).map((each) => (
            <Table.Tr key={`${each.line}-${each.column}`}>
              <Table.Td>{number(each.line + 1)}</Table.Td>
              <Table.Td>{each.header}</Table.Td>
              <Table.Td>{each.text}</Table.Td>
              <Table.Td>
                <Meaning {...each} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {some.length > most && (
        <Text size="sm" c="dimmed" mt={4}>
          and {number(some.length - most)} more
        </Text>
      )}
    </div>
  )
}

function Meaning({ read, shown }: Doubtful) {
  if (read.kind === 'refused') return read.says
  return shown()
}
