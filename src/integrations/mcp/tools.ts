import { actionsContract } from '#actions/contract.ts'
import { crmContract } from '#crm/contract.ts'
import { demandContract } from '#demand/contract.ts'
import { goalsContract } from '#goals/contract.ts'
import { overviewContract } from '#overview/contract.ts'
import { pipelineContract } from '#pipeline/contract.ts'
import type { Endpoint } from '#platform/http/contract.ts'
import { searchContract } from '#platform/search/contract.ts'
import { revenueContract } from '#revenue/contract.ts'
import { sopContract } from '#sop/contract.ts'
import { plansContract } from '#supply/contract.ts'

/** One thing an assistant may ask or do: an endpoint of the API under a name, with how to take it back where it writes. */
export type Tool = { name: string; title: string; endpoint: Endpoint; undo?: string }

const reads: readonly Tool[] = [
  { name: 'search', title: 'Find anything by name', endpoint: searchContract.search },
  { name: 'what_needs_me', title: 'What needs somebody now', endpoint: overviewContract.needs },
  { name: 'deals', title: 'Deals that match', endpoint: crmContract.listDeals },
  { name: 'deal_totals', title: 'Count and sums of deals', endpoint: crmContract.dealTotals },
  { name: 'deal', title: 'One deal with its history', endpoint: crmContract.dealDetail },
  { name: 'deal_choices', title: 'Ids of owners, stages, items and territories', endpoint: crmContract.dealChoices },
  { name: 'accounts', title: 'Accounts', endpoint: crmContract.listAccounts },
  { name: 'order_summary', title: 'Orders by period or group', endpoint: crmContract.orderSummary },
  { name: 'pipeline_waterfall', title: 'What changed in the pipeline', endpoint: pipelineContract.waterfall },
  { name: 'pipeline_coverage', title: 'Coverage of the quota', endpoint: pipelineContract.coverage },
  { name: 'win_rates', title: 'Win rates, sizes and cycles', endpoint: pipelineContract.measures },
  { name: 'revenue_outlook', title: 'Where the period will land', endpoint: revenueContract.outlook },
  { name: 'revenue_calls', title: 'Calls of the team, rolled up', endpoint: revenueContract.rollUp },
  { name: 'call_accuracy', title: 'How accurate calls were', endpoint: revenueContract.accuracy },
  { name: 'goal_attainment', title: 'Goals and how far they are reached', endpoint: goalsContract.attainment },
  { name: 'demand_tree', title: 'Demand forecast of families and items', endpoint: demandContract.tree },
  { name: 'demand_forecast', title: 'Demand forecast of one node', endpoint: demandContract.series },
  { name: 'demand_changes', title: 'What changed in the forecast', endpoint: demandContract.changes },
  { name: 'supply_plans', title: 'Supply plans', endpoint: plansContract.list },
  { name: 'supply_plan', title: 'One supply plan', endpoint: plansContract.detail },
  { name: 'sop_cycles', title: 'Cycles of sales & operations planning', endpoint: sopContract.cycles },
  { name: 'sop_cycle', title: 'One cycle with its steps and gates', endpoint: sopContract.cycle },
  { name: 'sop_decisions', title: 'Decisions asked for and made', endpoint: sopContract.decisions },
  { name: 'actions', title: 'Actions with owner and day', endpoint: actionsContract.actions },
  { name: 'comments', title: 'Comments on one thing', endpoint: actionsContract.comments },
]

const writes: readonly Tool[] = [
  {
    name: 'add_comment',
    title: 'Comment on a deal, account, person or item',
    endpoint: actionsContract.comment,
    undo: 'withdraw_comment with the id of the comment',
  },
  { name: 'withdraw_comment', title: 'Withdraw a comment of your own', endpoint: actionsContract.withdrawComment },
  {
    name: 'add_action',
    title: 'Add an action with owner and day',
    endpoint: actionsContract.addAction,
    undo: 'drop_action with the id of the action',
  },
  { name: 'drop_action', title: 'Drop an action', endpoint: actionsContract.dropAction },
]

/** What this caller may use: a tool needs the permission of its endpoint, and one that writes the scope for that too. */
export function toolsFor(permissions: ReadonlySet<string>): Tool[] {
  const mayUse = ({ endpoint }: Tool) => endpoint.permission === 'signed-in' || permissions.has(endpoint.permission)
  return [...reads, ...(permissions.has('integrations:assist') ? writes : [])].filter(mayUse)
}
