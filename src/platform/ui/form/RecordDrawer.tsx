import { Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { DetailDrawer } from '../page/DetailDrawer.tsx'

/** The drawer of one record of a list, or of a new one (`new` in the address). */
export function RecordDrawer<Row>(props: {
  param: string
  noun: string
  rows: readonly Row[]
  rowId: (row: Row) => string
  nameOf: (row: Row) => string
  children: (row: Row | null) => ReactNode
}) {
  const find = (id: string) => props.rows.find((row) => props.rowId(row) === id)
  const title = (id: string) => {
    const row = find(id)
    return id === 'new' ? `New ${props.noun}` : row ? props.nameOf(row) : `No such ${props.noun}`
  }
  return (
    <DetailDrawer param={props.param} title={title} size={480}>
      {(id) => {
        const row = find(id)
        if (id === 'new') return <div key="new">{props.children(null)}</div>
        if (row) return <div key={id}>{props.children(row)}</div>
        return (
          <Text c="dimmed">
            There is no {props.noun} at this address any more. Close this and choose from the list.
          </Text>
        )
      }}
    </DetailDrawer>
  )
}
