import { useMemo } from 'react'
import { scheduleText } from '#company/schedule.ts'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Digest, Receiver } from '../../digests/schema.ts'

/** Every digest that one made, or that comes to one. */
export function DigestsGrid({ digests }: { digests: Digest[] }) {
  const [openId, open] = useUrlParam('digest')
  const { user } = useSession()
  const format = useFormat()
  const columns = useMemo(() => columnsOf(user.id, format), [user.id, format])
  return (
    <DataGrid
      name="digests"
      label="Digests"
      columns={columns}
      rows={digests}
      rowId={({ id }) => id}
      openId={openId}
      onOpen={({ id }) => open(id, { push: true })}
      toolbar={
        <AddButton param="digest" may="integrations:own">
          Add digest
        </AddButton>
      }
      empty={
        <EmptyState
          title="No digest comes to you yet"
          teaches="A digest sends views of Drumbeat by mail or to your chat, every Monday morning or whenever you like: what needs you, attainment, what moved the pipeline, a list with its filters. Each receiver gets what they may see."
        />
      }
    />
  )
}

function columnsOf(me: string, { instant, number }: ReturnType<typeof useFormat>): Column<Digest>[] {
  const mine = ({ receivers }: Digest) => receivers.find(({ id }) => id === me)
  return [
    { id: 'name', header: 'Digest', value: ({ name }) => name, phone: 'title', width: 200 },
    {
      id: 'views',
      header: 'Views',
      value: ({ parts }) => parts.map(({ title }) => title).join(', '),
      grow: true,
      width: 260,
      phone: 'line',
    },
    { id: 'when', header: 'Comes', value: ({ when }) => scheduleText(when), width: 210, phone: 'line' },
    { id: 'you', header: 'To you', value: (digest) => wayOf(mine(digest)), width: 120, phone: 'off' },
    {
      id: 'others',
      header: 'To others',
      kind: 'number',
      value: ({ isOwn, receivers }) =>
        isOwn ? receivers.filter(({ id, leftAt }) => id !== me && !leftAt).length : null,
      cell: ({ isOwn, receivers }) =>
        isOwn ? number(receivers.filter(({ id, leftAt }) => id !== me && !leftAt).length) : '',
      width: 100,
      phone: 'off',
    },
    { id: 'by', header: 'Made by', value: ({ owner }) => owner.name, width: 150, phone: 'off', ifRoom: true },
    {
      id: 'last',
      header: 'Last sent',
      value: (digest) => mine(digest)?.sentAt ?? null,
      cell: (digest) => {
        if (digest.receivers.some(({ problem }) => problem !== null)) return <Tone tone="behind">did not arrive</Tone>
        const at = mine(digest)?.sentAt
        return at ? instant(at) : 'not yet'
      },
      width: 170,
      phone: 'aside',
    },
  ]
}

/** By what way a digest comes to somebody. */
export function wayOf(receiver: Receiver | undefined): string {
  if (!receiver || receiver.leftAt !== null) return 'no more'
  return [...(receiver.byMail ? ['mail'] : []), ...(receiver.byChat ? ['chat'] : [])].join(', ')
}
