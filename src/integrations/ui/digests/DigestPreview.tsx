import { Anchor, Table, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { z } from 'zod'
import { call } from '#platform/ui/call.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { parseSearch } from '#platform/ui/url-state.ts'
import { integrationsContract } from '../../contract.ts'
import type { Part } from '../../digests/schema.ts'
import classes from './digests.module.css'

type Told = z.output<(typeof integrationsContract)['previewDigest']['reply']>['parts'][number]

const MOST_ROWS = 5

/** What a digest of these views would say now, to whoever looks. */
export function DigestPreview({ parts }: { parts: Part[] }) {
  const told = useQuery({
    queryKey: ['integrations', 'digest-preview', parts],
    queryFn: () => call(integrationsContract.previewDigest, { body: { parts } }),
  })
  return (
    <Ready call={told} loading={<LoadingLines rows={parts.length * 3} />}>
      {({ parts: shown }) => shown.map((part) => <ToldPart key={`${part.view} ${part.path}`} part={part} />)}
    </Ready>
  )
}

function ToldPart({ part }: { part: Told }) {
  const { title, says, problem, path, rows, count } = part
  const more = count - Math.min(rows.length, MOST_ROWS)
  return (
    <div className={classes.part}>
      <Text fw={600} size="sm">
        <Anchor inherit renderRoot={(props) => <Link {...props} {...(toOf(path) as object)} />}>
          {title}
        </Anchor>
      </Text>
      <Text size="sm">{problem ? <Tone tone="behind">{problem}</Tone> : says}</Text>
      {rows.length > 0 && <Rows part={part} />}
      {rows.length > 0 && more > 0 && (
        <Text size="xs" c="dimmed">
          and {more} more
        </Text>
      )}
    </div>
  )
}

function Rows({ part: { title, columns, rows } }: { part: Told }) {
  return (
    <ScrollRegion label={title}>
      <Table fz="xs" verticalSpacing={4} horizontalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ header, isNumber }) => (
              <Table.Th key={header} ta={isNumber ? 'right' : 'left'}>
                {header}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, MOST_ROWS).map(({ key, cells }) => (
            <Table.Tr key={key}>
              {cells.map((cell, place) => (
                <Table.Td
                  key={columns[place]!.header}
                  ta={columns[place]!.isNumber ? 'right' : 'left'}
                  miw={columns[place]!.isNumber ? undefined : 130}
                >
                  {cell}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  )
}

function toOf(path: string) {
  const [to, query = ''] = path.split('?')
  return { to, search: parseSearch(query) }
}
