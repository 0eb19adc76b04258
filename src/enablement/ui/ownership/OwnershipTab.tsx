import { Stack, Table, Text } from '@mantine/core'
import type { z } from 'zod'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { enablementContract } from '../../contract.ts'
import type { OwnedArea } from '../../ownership/contract.ts'
import { AreaForm } from './AreaForm.tsx'
import { HandoffsPart } from './HandoffsPart.tsx'

type Area = z.infer<typeof OwnedArea>
const meanings = { owned: 'one owner', shared: 'shared on purpose', overlap: 'both, without a reason', gap: 'nobody' }

/** Who owns what between sales operations and enablement, and what goes from one to the other. */
export function OwnershipTab() {
  const call = useCall(enablementContract.ownership)
  return (
    <Ready call={call} loading={<LoadingBlock height={420} />}>
      {({ areas, overlaps, gaps }) => (
        <Stack gap="xl">
          <Found overlaps={overlaps} gaps={gaps} />
          <Areas areas={areas} />
          <HandoffsPart areas={areas} />
          <DetailDrawer param="area" title={(key) => areas.find((area) => area.key === key)?.name ?? 'Area'} size={480}>
            {(key) => <AreaForm key={key} area={areas.find((area) => area.key === key)} />}
          </DetailDrawer>
        </Stack>
      )}
    </Ready>
  )
}

function Found({ overlaps, gaps }: { overlaps: number; gaps: number }) {
  const { number } = useFormat()
  if (overlaps + gaps === 0) return <Text>Every area has one owner, or two on purpose.</Text>
  return (
    <Explained
      of="Who owns what"
      means="An area is an overlap when both say that they own it and nobody said why; a gap when neither does. The table below marks them."
    >
      <NumberBelow value={number(overlaps)} rows="Owners of each area" /> {overlaps === 1 ? 'area is' : 'areas are'}{' '}
      owned by <Tone tone="behind">both without a reason</Tone>,{' '}
      <NumberBelow value={number(gaps)} rows="Owners of each area" /> by <Tone tone="behind">neither</Tone>.
    </Explained>
  )
}

function Areas({ areas }: { areas: Area[] }) {
  return (
    <Section title="Who owns what">
      <ScrollRegion label="Owners of each area">
        <Table miw={640}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Area</Table.Th>
              <Table.Th>Sales operations</Table.Th>
              <Table.Th>Enablement</Table.Th>
              <Table.Th>Ownership</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {areas.map((area) => (
              <Table.Tr key={area.key}>
                <Table.Td>
                  <NumberDoor value={area.name} door={area.key} param="area" />
                </Table.Td>
                <Table.Td>{area.operations ? 'owns' : ''}</Table.Td>
                <Table.Td>{area.enablement ? 'owns' : ''}</Table.Td>
                <Table.Td>
                  <Kind area={area} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </Section>
  )
}

function Kind({ area: { ownership, sharedBecause } }: { area: Area }) {
  const text = meanings[ownership]
  if (ownership === 'overlap' || ownership === 'gap') return <Tone tone="behind">{text}</Tone>
  return sharedBecause ? `${text}: ${sharedBecause}` : text
}
