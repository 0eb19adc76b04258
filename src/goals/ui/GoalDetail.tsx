import { dayAfter } from '@drumbeat/periods'
import { Anchor, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { openPath } from '#crm/ui/public/open-path.ts'
import { wonPath } from '#crm/ui/public/won-path.ts'
import { BulletBar } from '#platform/ui/charts/BulletBar.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { goalsContract } from '../contract.ts'
import type { Attainment, AttainmentLine, Quota } from '../schema.ts'
import classes from './goals.module.css'
import { HandOverQuota } from './HandOverQuota.tsx'
import { lineId } from './LinesGrid.tsx'
import { QuotaForm } from './QuotaForm.tsx'

/** One line: its bar, the deals behind it, its quota with its history, and for those who may, a new quota. */
export function GoalDetail({ attainment, id }: { attainment: Attainment; id: string }) {
  const { people, teams, territories, families } = attainment
  const line = [...people, ...teams, ...territories, ...families].find((each) => lineId(each) === id)
  if (!line) return <p>Nothing is known of this goal in {attainment.period.label}.</p>
  return <Detail attainment={attainment} line={line} />
}

function Detail({ attainment, line }: { attainment: Attainment; line: AttainmentLine }) {
  const { shortMoney } = useFormat()
  const { can } = useSession()
  const { period, currency } = attainment
  const quotas = useCall(goalsContract.listQuotas, {
    query: {
      from: period.from,
      to: period.to,
      subjectKind: line.subjectKind,
      subjectId: line.subjectId,
      ended: 'true',
    },
  })
  return (
    <article>
      <h3 className={classes.heading}>{line.name}</h3>
      <BulletBar
        label={period.label}
        actual={line.closedMinor}
        goal={line.quotaMinor}
        pace={line.quotaMinor === null ? null : line.quotaMinor * attainment.elapsed}
        format={(minor) => shortMoney(minor, currency)}
      />
      <Behind attainment={attainment} line={line} />
      <Ready call={quotas}>
        {({ quotas: found }) => (
          <>
            <QuotaHistory quotas={found} />
            {can('goals:edit') && <QuotaForm key={line.quotaId} line={line} attainment={attainment} quotas={found} />}
            {can('goals:edit') &&
              line.subjectKind === 'person' &&
              found
                .filter(({ endedAt }) => endedAt === null)
                .map((quota) => <HandOverQuota key={quota.id} quota={quota} />)}
          </>
        )}
      </Ready>
    </article>
  )
}

/** The deals behind the figures, one click away. */
function Behind({ attainment, line }: { attainment: Attainment; line: AttainmentLine }) {
  const { day, money, number } = useFormat()
  const { period, currency } = attainment
  const whose = filterOf(line)
  const lastDay = dayAfter(period.to, -1)
  return (
    <dl className={classes.facts} style={{ marginTop: 16 }}>
      <dt>Closed</dt>
      <dd>
        {money(line.closedMinor, currency)}
        {line.closedLines > 0 && ` in ${number(line.closedLines)} order lines`}
        {line.closedDeals > 0 && (
          <>
            {' '}
            in{' '}
            <Anchor component={Link} to={wonPath(period, { whose }) as never} size="sm">
              {number(line.closedDeals)} won {line.closedDeals === 1 ? 'deal' : 'deals'}
            </Anchor>
          </>
        )}
      </dd>
      <dt>Open for it</dt>
      <dd>
        {money(line.openMinor, currency)} in{' '}
        <Anchor component={Link} to={openPath(period, whose) as never} size="sm">
          {number(line.openDeals)} open {line.openDeals === 1 ? 'deal' : 'deals'}
        </Anchor>{' '}
        due by {day(lastDay)}
      </dd>
      {line.subjectKind === 'family' && <CountedOfDeals />}
      {line.isRollUp && (
        <>
          <dt>Own deals</dt>
          <dd>{money(line.ownClosedMinor, currency)} closed without the team</dd>
        </>
      )}
    </dl>
  )
}

function CountedOfDeals() {
  return (
    <>
      <dt>Counted of a deal</dt>
      <dd>
        Its products of this family; a deal without products, by its own item. What products leave of an amount is of no
        family.
      </dd>
    </>
  )
}

function QuotaHistory({ quotas }: { quotas: Quota[] }) {
  const { day, instant, money } = useFormat()
  if (quotas.length === 0) return null
  return (
    <section aria-label="Quotas">
      <h3 className={classes.part}>Quotas</h3>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>From</Table.Th>
            <Table.Th>Until before</Table.Th>
            <Table.Th ta="right">Quota</Table.Th>
            <Table.Th>Set</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {quotas.map((quota) => (
            <Table.Tr key={quota.id} c={quota.endedAt ? 'dimmed' : undefined}>
              <Table.Td>{day(quota.startsOn)}</Table.Td>
              <Table.Td>{day(quota.endsOn)}</Table.Td>
              <Table.Td ta="right">{money(quota.amountMinor, quota.currency)}</Table.Td>
              <Table.Td>
                {instant(quota.recordedAt)}
                {quota.setBy && ` by ${quota.setBy}`}
                {quota.endedAt && `; replaced ${instant(quota.endedAt)}`}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

function filterOf(line: AttainmentLine): Record<string, string> {
  if (line.subjectId === null) return {}
  if (line.subjectKind === 'person') return { [line.isRollUp ? 'manager' : 'owner']: line.subjectId }
  return { [line.subjectKind]: line.subjectId }
}
