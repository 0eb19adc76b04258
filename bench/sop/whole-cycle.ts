import { peopleContract } from '#company/people/contract.ts'
import { sopContract } from '#sop/contract.ts'
import { plansContract } from '#supply/contract.ts'
import type { Asking, Opened } from './opened.ts'

type Cast = Record<'coordinator' | 'sales' | 'supply' | 'finance' | 'general', { id: string; ask: Asking }>
type Cycle = { id: string; cast: Cast; settle: Opened['settle'] }

/** Runs one cycle from data to acknowledged publication by the people who own its steps, and fetches its packs. */
export async function runCycle(opened: Opened, given: { month: string; assumed: readonly string[] }) {
  const cast = await castOf(opened)
  const { coordinator, sales, supply, finance, general } = cast
  const owners = [coordinator, sales, supply, finance, general, coordinator].map(({ id }) => [{ personId: id }])
  const { id } = await coordinator.ask.call(sopContract.openCycle, {
    body: { month: given.month, horizon: 12, owners },
  })
  const cycle = { id, cast, settle: opened.settle }
  await gatherData(cycle)
  const assumptions = await agreeOnDemand(cycle, given)
  const gaps = await planSupply(cycle, given.month)
  const planned = await reconcile(cycle)
  await decide(cycle)
  await opened.settle()
  await finish(cycle, given.month)
  const packs = await packsOf(cycle)
  const { totals, families } = await coordinator.ask.call(sopContract.consensus, { params: { id } })
  const units = totals.reduce((sum, each) => sum + (each.units ?? 0), 0)
  return {
    assumptions,
    says: `The cycle plans ${units} units of ${families.length} families over 12 months, worth ${(planned / 100).toFixed(2)}; ${gaps} gaps were raised as one decision; ${packs.length} files: ${packs.join(', ')}.`,
  }
}

async function castOf(opened: Opened): Promise<Cast> {
  const owner = await opened.as('owner')
  const person = async (name: string, role: string) => {
    const { id } = await owner.call(peopleContract.add, { body: { name } })
    return { id, ask: await opened.as(role, id) }
  }
  return {
    coordinator: await person('S&OP Coordinator', 'sales-ops-manager'),
    sales: await person('Head of Sales', 'executive'),
    supply: await person('Head of Operations', 'supply-planner'),
    finance: await person('Finance Partner', 'finance'),
    general: await person('General Manager', 'executive'),
  }
}

async function close({ id, cast }: Cycle, step: number, owner: keyof Cast): Promise<void> {
  await cast[owner].ask.call(sopContract.sign, { params: { id, step }, body: {} })
  await cast.coordinator.ask.call(sopContract.closeStep, { params: { id, step } })
}

async function gatherData(cycle: Cycle): Promise<void> {
  const { id, cast } = cycle
  const { exceptions } = await cast.coordinator.ask.call(sopContract.capture, { params: { id } })
  for (const exception of exceptions)
    await cast.coordinator.ask.call(sopContract.ownException, {
      params: { id, exceptionId: exception.id },
      body: { personId: cast.coordinator.id },
    })
  await close(cycle, 1, 'coordinator')
}

/** The weighted figure stands; what the plan takes for granted is stated with a day on which it expires. */
async function agreeOnDemand(
  cycle: Cycle,
  { month, assumed }: { month: string; assumed: readonly string[] },
): Promise<string[]> {
  const { id, cast } = cycle
  const { plans } = await cast.supply.ask.call(plansContract.list)
  const plan = plans.find(({ margin }) => margin !== null)!
  const { assumptions } = await cast.supply.ask.call(plansContract.detail, { params: { id: plan.id } })
  const all = [...assumed, ...assumptions.map(({ says, items }) => (items > 0 ? `${says} (${items} items)` : says))]
  for (const says of all)
    await cast.coordinator.ask.call(sopContract.stateAssumption, {
      params: { id },
      body: { says, ownerId: cast.supply.id, expiresOn: `${Number(month.slice(0, 4)) + 1}${month.slice(4)}` },
    })
  const { cells } = await cast.sales.ask.call(sopContract.consensus, { params: { id } })
  for (const familyId of new Set(cells.map((cell) => cell.familyId)))
    await cast.sales.ask.call(sopContract.signFamily, { params: { id, familyId } })
  await close(cycle, 2, 'sales')
  return all
}

async function planSupply(cycle: Cycle, month: string): Promise<number> {
  const { id, cast } = cycle
  const { ask } = cast.supply
  await ask.call(sopContract.planConsensus, { params: { id } })
  await cycle.settle()
  const { gaps, captured, asked } = await ask.call(sopContract.captureSupply, { params: { id } })
  if (captured?.plan !== asked?.plan || !asked?.isCurrent)
    throw new Error('What was captured is not the plan of the consensus.')
  const agenda = await ask.call(sopContract.requestDecision, {
    params: { id },
    body: {
      question:
        gaps.length > 0 ? 'Deliver late what cannot be made in time, or work longer?' : 'Approve the plan as it is?',
      ownerId: cast.general.id,
      deadlineOn: `${month.slice(0, 8)}28`,
      options: [
        { key: 'as-planned', says: 'As planned', effectMinor: 0 },
        { key: 'longer', says: 'A further shift in Final Assembly', effectMinor: -5_000_000 },
      ],
      recommended: 'as-planned',
    },
  })
  for (const { place } of gaps)
    await ask.call(sopContract.raiseGap, { params: { id, place }, body: { requestId: agenda.requests[0]!.id } })
  await close(cycle, 3, 'supply')
  return gaps.length
}

async function reconcile(cycle: Cycle): Promise<number> {
  const { id, cast } = cycle
  const { plannedMinor } = await cast.finance.ask.call(sopContract.agenda, { params: { id } })
  await cast.finance.ask.call(sopContract.stateFinance, { params: { id }, body: { revenueMinor: plannedMinor! } })
  await close(cycle, 4, 'finance')
  return plannedMinor!
}

async function decide(cycle: Cycle): Promise<void> {
  const { id, cast } = cycle
  const { requests } = await cast.general.ask.call(sopContract.agenda, { params: { id } })
  for (const { id: requestId, recommended } of requests)
    await cast.general.ask.call(sopContract.decide, { params: { id, requestId }, body: { option: recommended! } })
  await cast.general.ask.call(sopContract.approve, { params: { id }, body: {} })
  await close(cycle, 5, 'general')
}

async function finish(cycle: Cycle, month: string): Promise<void> {
  const { id, cast } = cycle
  const { ask } = cast.coordinator
  await ask.call(sopContract.publish, { params: { id }, body: { receivers: ['Sales', 'Operations'] } })
  await cast.sales.ask.call(sopContract.acknowledge, { params: { id }, body: { receiver: 'Sales' } })
  await cast.supply.ask.call(sopContract.acknowledge, { params: { id }, body: { receiver: 'Operations' } })
  await ask.call(sopContract.setTargets, { params: { id }, body: {} })
  await ask.call(sopContract.addAction, {
    params: { id },
    body: { says: 'Tell the territories of their targets', ownerId: cast.sales.id, dueOn: `${month.slice(0, 8)}28` },
  })
  await ask.call(sopContract.assess, { params: { id }, body: { answers: { data: 4, numbers: 5 } } })
  await close(cycle, 6, 'coordinator')
}

async function packsOf({ id, cast }: Cycle): Promise<string[]> {
  const found: string[] = []
  for (const kind of ['demand', 'supply', 'executive'])
    for (const format of ['pdf', 'xlsx', 'pptx']) {
      const bytes = await cast.general.ask.bytes(`/api/sop/cycles/${id}/packs/${kind}/file?format=${format}`)
      found.push(`${kind}.${format} ${Math.ceil(bytes / 1024)} KiB`)
    }
  return found
}
