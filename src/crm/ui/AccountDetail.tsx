import { Anchor, Button, Table } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Panels } from '#platform/ui/panels.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { AccountRow } from '../accounts/contract.ts'
import { AccountForm } from './AccountForm.tsx'
import classes from './crm.module.css'
import { amountOf } from './deal-columns.tsx'
import { AccountContacts } from './leads/AccountContacts.tsx'

/** One account: its facts, its deals, its orders. */
export function AccountDetail({ id }: { id: string }) {
  const detail = useCall(crmContract.accountDetail, { params: { id } })
  const [editing, setEditing] = useState(false)
  const { can } = useSession()
  return (
    <Ready call={detail} loading={<LoadingLines rows={8} />}>
      {({ account, mergedInto, subsidiaries, orders }) => (
        <article>
          <h3 className={classes.heading}>{account.name}</h3>
          <p className={classes.sub}>
            {[account.industry, account.country, account.territoryName].filter(Boolean).join(' · ') ||
              'nothing more is known'}
          </p>
          {mergedInto && (
            <p className={classes.sub}>
              Merged into <NumberLink value={mergedInto.name} to={`/crm/accounts?account=${mergedInto.id}`} />: all that
              named it is there now.
            </p>
          )}
          {editing ? (
            <AccountForm account={account} onClose={() => setEditing(false)} />
          ) : (
            <>
              <Facts account={account} subsidiaries={subsidiaries} />
              {can('crm:edit') && !mergedInto && (
                <Button variant="default" size="compact-md" onClick={() => setEditing(true)}>
                  Edit the account
                </Button>
              )}
            </>
          )}
          <Panels noun="account" id={account.id} />
          <AccountContacts accountId={account.id} />
          <Deals account={account} />
          <Orders accountId={account.id} sums={orders} />
        </article>
      )}
    </Ready>
  )
}

function Facts({ account, subsidiaries }: { account: AccountRow; subsidiaries: { id: string; name: string }[] }) {
  const { money, number } = useFormat()
  const lines = [
    [
      'Open',
      account.openDeals > 0 ? `${money(account.openAmountMinor)} in ${number(account.openDeals)} deals` : 'nothing',
    ],
    [
      'Won',
      account.wonDeals > 0 ? `${money(account.wonAmountMinor)} in ${number(account.wonDeals)} deals` : 'nothing yet',
    ],
    ['Employees', account.employees === null ? null : number(account.employees)],
    ['Revenue', account.annualRevenueMinor === null ? null : money(account.annualRevenueMinor)],
    ['Founded', account.foundedYear === null ? null : String(account.foundedYear)],
    ['Belongs to', account.parentName],
    ['Subsidiaries', subsidiaries.map(({ name }) => name).join(', ') || null],
    ...Object.entries(account.fields ?? {}),
  ] as const
  return (
    <dl className={classes.facts}>
      {lines.map(
        ([term, text]) =>
          text !== null && (
            <div key={term} style={{ display: 'contents' }}>
              <dt>{term}</dt>
              <dd className={classes.fixed}>{text}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

function Deals({ account }: { account: AccountRow }) {
  const format = useFormat()
  const list = useCall(crmContract.listDeals, { query: { account: account.id, sort: 'changed:desc', limit: 10 } })
  return (
    <section aria-label="Deals">
      <h3 className={classes.part}>Deals</h3>
      <Ready call={list} loading={<LoadingLines rows={4} />}>
        {({ deals, next }) =>
          deals.length === 0 ? (
            <p className={classes.sub}>No deal that you can see.</p>
          ) : (
            <>
              <Table>
                <Table.Tbody>
                  {deals.map((deal) => (
                    <Table.Tr key={deal.id}>
                      <Table.Td>
                        <Anchor component={Link} to={`/crm/deals?deal=${deal.id}` as never} size="sm">
                          {deal.name}
                        </Anchor>
                      </Table.Td>
                      <Table.Td>{deal.stageName}</Table.Td>
                      <Table.Td ta="right">{amountOf(deal, format)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              {next !== null && (
                <Anchor component={Link} to={`/crm/deals?account=${account.id}` as never} size="sm">
                  All deals of {account.name}
                </Anchor>
              )}
            </>
          )
        }
      </Ready>
    </section>
  )
}

type Sum = { currency: string; lines: number; amount: string; firstOn: string; lastOn: string }

function Orders({ accountId, sums }: { accountId: string; sums: Sum[] }) {
  const { day, decimal, decimalMoney, number } = useFormat()
  const list = useCall(
    crmContract.listOrders,
    { query: { account: accountId, limit: 10 } },
    { enabled: sums.length > 0 },
  )
  if (sums.length === 0) return null
  return (
    <section aria-label="Orders">
      <h3 className={classes.part}>Orders</h3>
      {sums.map((sum) => (
        <p key={sum.currency} className={classes.sub}>
          {decimalMoney(sum.amount, sum.currency)} in {number(sum.lines)} lines, {day(sum.firstOn)} to {day(sum.lastOn)}
        </p>
      ))}
      <Table>
        <Table.Tbody>
          {list.data?.lines.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td>{day(line.orderedOn)}</Table.Td>
              <Table.Td>{line.itemName}</Table.Td>
              <Table.Td ta="right">{decimal(line.quantity)}</Table.Td>
              <Table.Td ta="right">{decimalMoney(line.amount, line.currency)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}
