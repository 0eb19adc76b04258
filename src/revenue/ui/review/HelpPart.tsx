import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Defined } from '#platform/ui/page/Means.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Review } from '../../review/contract.ts'
import classes from './review.module.css'

/** People for whom something speaks for help, the largest gap to the quota first. */
export function HelpPart({ review }: { review: Review }) {
  const { money } = useFormat()
  const { help, currency } = review
  const amount = (minor: number | null) => (minor === null ? '–' : money(minor, currency))
  return (
    <Section title="Who to help">
      {help.length === 0 ? (
        <p className={classes.calm}>Nothing speaks for anybody in particular this week.</p>
      ) : (
        <ScrollRegion label="People to help">
          <Table miw={640}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Person</Table.Th>
                <Table.Th>Because</Table.Th>
                <Table.Th ta="right">
                  <Defined name="Closed" means="Won by the person, closed within the period." />
                </Table.Th>
                <Table.Th ta="right">
                  <Defined
                    name="Outlook"
                    means="What the person is expected to book in the period, closed deals included."
                  />
                </Table.Th>
                <Table.Th ta="right">
                  <Defined name="Quota" means="The person's quota for the period." />
                </Table.Th>
                <Table.Th ta="right">
                  <Defined name="Gap" means="The quota less the outlook, where that is above zero." />
                </Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {help.map((person) => (
                <Table.Tr key={person.personId}>
                  <Table.Td>
                    <Anchor component={Link} to={`/revenue?person=${person.personId}` as never} size="sm">
                      {person.name}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{person.reasons.join('; ')}</Table.Td>
                  <Table.Td ta="right">{amount(person.closedMinor)}</Table.Td>
                  <Table.Td ta="right">{amount(person.outlookMinor)}</Table.Td>
                  <Table.Td ta="right">{amount(person.quotaMinor)}</Table.Td>
                  <Table.Td ta="right">{amount(person.gapMinor)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
      )}
    </Section>
  )
}
