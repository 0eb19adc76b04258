import { Button, Table } from '@mantine/core'
import { encode } from 'uqr'
import { basePath } from '#platform/ui/base-path.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { pulseContract } from '../../contract.ts'
import classes from '../pulse.module.css'

/** How people reach a round: its link as text and as a picture to print, and one-time codes for those without a login. */
export function RoundFacts({ roundId }: { roundId: string }) {
  const link = `${location.origin}${basePath()}/pulse/answer?round=${roundId}`
  const codes = useCommand(pulseContract.codes)
  return (
    <>
      <p className={classes.link}>
        <a href={link}>{link}</a>
      </p>
      <Picture text={link} />
      <p className={classes.calm}>
        Whoever has a login answers with it. For all others, make one-time codes and hand them out on paper; they are
        shown once. A code says who may have a token, never which answer it counts for.
      </p>
      <Button
        variant="default"
        loading={codes.isPending}
        onClick={() => codes.mutate({ params: { id: roundId }, body: {} })}
      >
        Make one-time codes
      </Button>
      {codes.data && (
        <Table mt="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Person</Table.Th>
              <Table.Th>Code</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {codes.data.codes.map(({ personId, name, code }) => (
              <Table.Tr key={personId}>
                <Table.Td>{name}</Table.Td>
                <Table.Td className={classes.link}>{code}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  )
}

/** A QR code, dark on light in either theme: cameras read it no other way. */
function Picture({ text }: { text: string }) {
  const { data, size } = encode(text, { border: 2 })
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={180} height={180} role="img" aria-label="QR code of the link">
      <rect width={size} height={size} fill="#fff" />
      <path d={dark.join('')} fill="#000" />
    </svg>
  )
}
