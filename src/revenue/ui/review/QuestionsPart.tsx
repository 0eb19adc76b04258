import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Explained } from '#platform/ui/page/Means.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { ScoredDeal } from '../../outlook/contract.ts'
import type { Review } from '../../review/contract.ts'
import classes from './review.module.css'

type Asked = { count: number; deals: ScoredDeal[] }

/** Deals worth a question, with the question. */
export function QuestionsPart({ review }: { review: Review }) {
  const { ask, why, currency } = review
  if (!ask) {
    return (
      <Section title="What to ask">
        <p className={classes.calm}>{why}</p>
      </Section>
    )
  }
  return (
    <Section title="What to ask">
      <Questions
        title="Closing, and nobody touches them"
        question="Due within two weeks or overdue, and nothing happened for two: will it close, and what is the next step?"
        asked={ask.unattended}
        currency={currency}
      />
      <Questions
        title="Gone quiet"
        question={
          ask.quietAfterDays === null
            ? 'Too few deals were won to say how long a silence is usual.'
            : `Silent for more than ${ask.quietAfterDays} days, longer than nine in ten silences of deals that were won: is it still alive?`
        }
        asked={ask.quiet}
        currency={currency}
      />
      <Questions
        title="Less likely than said"
        question="Committed, with a chance below half the deals that are only in the pipeline: what do you know that the record does not say?"
        asked={ask.worse}
        currency={currency}
      />
    </Section>
  )
}

function Questions(props: { title: string; question: string; asked: Asked; currency: string }) {
  const { title, question, asked, currency } = props
  const { number, money, day } = useFormat()
  return (
    <>
      <h3 className={classes.part}>
        {title}: {number(asked.count)}
      </h3>
      {asked.count > 0 && (
        <>
          <Explained
            className={classes.calm}
            of={title}
            means="The deals of the period that this question fits, the ten with the most money. Days quiet are the days since anything was done for the deal or changed in it."
          >
            {question}
          </Explained>
          <ScrollRegion label={title}>
            <Table miw={540}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>Deal</Table.Th>
                  <Table.Th>Owner</Table.Th>
                  <Table.Th>Stage</Table.Th>
                  <Table.Th>Expected close</Table.Th>
                  <Table.Th ta="right">Days quiet</Table.Th>
                  <Table.Th ta="right">Amount</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {asked.deals.map(({ deal, quietDays }) => (
                  <Table.Tr key={deal.id}>
                    <Table.Td>
                      <Anchor component={Link} to={`/crm/deals?deal=${deal.id}` as never} size="sm">
                        {deal.name}
                      </Anchor>
                    </Table.Td>
                    <Table.Td>{deal.ownerName}</Table.Td>
                    <Table.Td>{deal.stageName}</Table.Td>
                    <Table.Td>{deal.expectedClose && day(deal.expectedClose)}</Table.Td>
                    <Table.Td ta="right">{number(quietDays)}</Table.Td>
                    <Table.Td ta="right">
                      {deal.companyMinor === null ? 'not known' : money(deal.companyMinor, currency)}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </ScrollRegion>
        </>
      )}
    </>
  )
}
