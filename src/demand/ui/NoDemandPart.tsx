import { Button } from '@mantine/core'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import type { Proposal, StandingRule } from '../excluded/schema.ts'
import classes from './demand.module.css'

const followed = () => toast('Kept. History and forecasts are being made anew and appear here by themselves.')

/** What people said is no demand, and what the data suggest to leave out. */
export function NoDemandPart() {
  const call = useCall(demandContract.noDemand)
  return (
    <Ready call={call}>
      {({ rules, proposals }) => (
        <div className={classes.accuracy}>
          <p className={classes.sentence}>{summaryOf(rules, proposals)}</p>
          {rules.length > 0 && (
            <ul className={classes.lines} aria-label="Left out as no demand">
              {rules.map((rule) => (
                <RuleRow key={rule.id} rule={rule} />
              ))}
            </ul>
          )}
          {proposals.length > 0 && (
            <ul className={classes.lines} aria-label="Proposed to leave out">
              {proposals.map((proposal) => (
                <ProposalRow key={`${proposal.kind} ${proposal.name}`} proposal={proposal} />
              ))}
            </ul>
          )}
        </div>
      )}
    </Ready>
  )
}

function summaryOf(rules: StandingRule[], proposals: Proposal[]): string {
  const out = rules.reduce((sum, { orderLines }) => sum + orderLines, 0)
  const said =
    rules.length === 0
      ? 'Everything that was ordered counts as demand'
      : `${out} order lines are left out as no demand, by ${rules.length} ${rules.length === 1 ? 'rule' : 'rules'}`
  if (proposals.length === 0) return `${said}; nothing else looks like postage, fees, samples or one-off projects.`
  return `${said}; ${proposals.length} more ${proposals.length === 1 ? 'thing looks' : 'things look'} like no demand.`
}

function RuleRow({ rule: { id, name, reason, by, at, orderLines, note } }: { rule: StandingRule }) {
  const { can } = useSession()
  const { number, instant } = useFormat()
  const end = useCommand(demandContract.countAgain, { onDone: followed })
  return (
    <li>
      <span>
        <strong>{name}</strong> · {reason}
      </span>
      {can('demand:treat') && (
        <Button size="xs" variant="default" loading={end.isPending} onClick={() => end.mutate({ params: { id } })}>
          Count again
        </Button>
      )}
      <small>
        {number(orderLines)} order lines · {by}, {instant(at)}
        {note && ` · ${note}`}
      </small>
    </li>
  )
}

function ProposalRow({ proposal }: { proposal: Proposal }) {
  const { can } = useSession()
  const { number, decimal } = useFormat()
  const leave = useCommand(demandContract.leaveOut, { onDone: followed })
  const { name, why, reason, orderLines, quantity, kind, itemId, words, orderNumber, note } = proposal
  return (
    <li>
      <span>
        <strong>{name}</strong> · {reason}?
      </span>
      {can('demand:treat') && (
        <Button
          size="xs"
          loading={leave.isPending}
          onClick={() => leave.mutate({ body: { kind, itemId, words, orderNumber, reason, note } })}
        >
          Leave out
        </Button>
      )}
      <small>
        {why} {number(orderLines)} order lines, {decimal(quantity)} units.
      </small>
    </li>
  )
}
