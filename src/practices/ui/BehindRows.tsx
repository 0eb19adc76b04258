import { Anchor, Table, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Behind, ScoredCheck } from '../schema.ts'

const FIRST = 20

/** The rows that a check is about, each a link to where it can be put right. */
export function BehindRows({ rows, of }: { rows: Behind[]; of: ScoredCheck }) {
  const { number } = useFormat()
  const [all, setAll] = useState(false)
  if (rows.length === 0)
    return <Text mt="lg">{of.n > 0 ? `${number(of.n)} were looked at; none stands out.` : ''}</Text>
  const shown = all ? rows : rows.slice(0, FIRST)
  return (
    <>
      <Title order={3} mt="lg" mb={6} size="h5">
        {rows.length === 1 ? 'One row behind it' : `${number(rows.length)} rows behind it`}
      </Title>
      <ScrollRegion label="Rows behind the check">
        <Table>
          <Table.Tbody>
            {shown.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two deals may share a name and a detail
              <Table.Tr key={at}>
                <Table.Td>
                  {row.to ? (
                    <Anchor component={Link} to={row.to as never} size="sm">
                      {row.label}
                    </Anchor>
                  ) : (
                    row.label
                  )}
                </Table.Td>
                <Table.Td>{row.detail}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
      {rows.length > shown.length && (
        <Anchor component="button" size="sm" mt={6} onClick={() => setAll(true)}>
          Show all {number(rows.length)}
        </Anchor>
      )}
    </>
  )
}
