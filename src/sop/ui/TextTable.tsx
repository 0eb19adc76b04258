import { Table } from '@mantine/core'
import type { ReactNode } from 'react'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { meanings } from './meanings.ts'
import classes from './sop.module.css'

/** `whole` keeps what is short on one line; `long` gives sentences room, so that a narrow screen scrolls. */
type Headed = string | { label: string; right?: true; whole?: true; long?: true }

/** A plain table of a cycle; rows come as cells in the order of the heads. */
export function TextTable(props: {
  label: string
  heads: Headed[]
  /** `to` is the address of what a row is the sum of; its first cell leads there. */
  rows: { id: string; cells: ReactNode[]; to?: string }[]
  none: string
}) {
  const { label, heads, rows, none } = props
  if (rows.length === 0) return <p className={classes.calm}>{none}</p>
  const nameOf = (head: Headed) => (typeof head === 'object' ? head.label : head)
  return (
    <ScrollRegion label={`Table: ${label}`}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            {heads.map((head) => (
              <Table.Th key={nameOf(head)} {...lookOf(head)}>
                <Head name={nameOf(head)} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ id, cells, to }) => (
            <Table.Tr key={id}>
              {heads.map((head, at) => (
                <Table.Td key={nameOf(head)} {...lookOf(head)}>
                  {at === 0 && to ? <NumberLink value={cells[at]} to={to} /> : cells[at]}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  )
}

function lookOf(head: Headed) {
  if (typeof head === 'string') return {}
  return {
    ...(head.right && { ta: 'right' as const }),
    ...(head.whole && { style: { whiteSpace: 'nowrap' as const } }),
    ...(head.long && { miw: 220 }),
  }
}

/** The name of a column, with what it means where that is not said by the name. */
export function Head({ name, meaning }: { name: string; meaning?: string }) {
  const means = meanings[meaning ?? name]
  return means ? <Defined name={name} means={means} /> : name
}
