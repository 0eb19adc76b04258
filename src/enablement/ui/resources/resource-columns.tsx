import type { Column } from '#platform/ui/grid/column.ts'
import { Tone } from '#platform/ui/page/Tone.tsx'
import type { useFormat } from '#platform/ui/use-format.tsx'
import type { Resource } from '../../schema.ts'

/** What the grid of resources shows. */
export function resourceColumns({ day, number }: ReturnType<typeof useFormat>): Column<Resource>[] {
  return [
    { id: 'name', header: 'Resource', value: ({ name }) => name, grow: true, width: 240, phone: 'title' },
    { id: 'kind', header: 'Kind', value: ({ kind }) => kind, width: 110, phone: 'aside' },
    { id: 'version', ifRoom: true, header: 'Version', value: ({ version }) => version, width: 80, phone: 'off' },
    { id: 'owner', ifRoom: true, header: 'Owner', value: ({ ownerName }) => ownerName, width: 150, phone: 'off' },
    {
      id: 'validity',
      header: 'Validity',
      value: ({ validity }) => validity,
      cell: ({ validity }) => (validity === 'valid' ? validity : <Tone tone="uncertain">{validity}</Tone>),
      width: 165,
      phone: 'line',
      definition: 'Whether it is to be used today.',
    },
    {
      id: 'until',
      ifRoom: true,
      header: 'Valid until',
      value: ({ validUntil }) => validUntil,
      cell: ({ validUntil }) => (validUntil ? day(validUntil) : ''),
      width: 135,
      phone: 'off',
    },
    {
      id: 'tags',
      header: 'Helps with',
      value: ({ stages, segments, families }) => [...stages, ...segments, ...families].join(', ') || 'every deal',
      width: 260,
      phone: 'line',
      definition: 'Stages, segments and families for which it is shown on deals.',
    },
    {
      id: 'opened',
      header: 'Opened',
      kind: 'number',
      value: ({ opened }) => opened,
      cell: ({ opened }) => number(opened),
      width: 100,
      phone: 'off',
      definition: 'Openings in the last 90 days, by people whose quotas you see.',
    },
    {
      id: 'deals',
      ifRoom: true,
      header: 'On deals',
      kind: 'number',
      value: ({ openedOnDeals }) => openedOnDeals,
      cell: ({ openedOnDeals }) => number(openedOnDeals),
      width: 100,
      phone: 'off',
      definition: 'Deals on which it was opened in the last 90 days.',
    },
  ]
}
