import type { Mount, Request } from '#platform/http/mount.ts'
import { newId } from '#platform/ids.ts'
import type { ActKind, BodyOf } from '../cycle/act.ts'
import { perform } from '../log/perform.tx.ts'
import { addCycleAction, finishCycleAction } from './actions.tx.ts'
import type { Agenda } from './contract.ts'
import { agendaContract as contract } from './contract.ts'
import { readAgenda, readAssumptions, readDecisions } from './read.sql.ts'

/** Assumptions, risks, decisions and actions. */
export function agendaRoutes(mount: Mount): void {
  mount(contract.agenda, ({ workspace, params }) => readAgenda(workspace, params.id))
  mount(contract.decisions, ({ workspace, query }) => readDecisions(workspace, query))
  mount(contract.assumptions, ({ workspace, query }) => readAssumptions(workspace, query))
  mount(contract.stateAssumption, (asked) => done(asked, 'assumption', { id: newId(), ...asked.body }))
  mount(contract.withdrawAssumption, (asked) =>
    done(asked, 'assumption-withdrawn', { id: asked.params.assumptionId, ...asked.body }),
  )
  mount(contract.stateRisk, (asked) => {
    const { unitsPerMonth, ...risk } = asked.body
    return done(asked, 'risk', { id: newId(), ...risk, units: unitsPerMonth })
  })
  mount(contract.endRisk, (asked) => done(asked, 'risk-ended', { id: asked.params.riskId, ...asked.body }))
  decisionRoutes(mount)
}

function decisionRoutes(mount: Mount): void {
  mount(contract.requestDecision, (asked) => done(asked, 'request', { id: newId(), ...asked.body }))
  mount(contract.changeRequest, (asked) => done(asked, 'request', { id: asked.params.requestId, ...asked.body }))
  mount(contract.withdrawRequest, (asked) =>
    done(asked, 'request-withdrawn', { id: asked.params.requestId, ...asked.body }),
  )
  mount(contract.decide, (asked) => done(asked, 'decided', { requestId: asked.params.requestId, ...asked.body }))
  mount(contract.defer, (asked) => done(asked, 'deferred', { requestId: asked.params.requestId, ...asked.body }))
  mount(contract.stateFinance, (asked) => done(asked, 'finance', asked.body))
  mount(contract.approve, (asked) => done(asked, 'approved', asked.body))
  mount(contract.addAction, async ({ workspace, work, scope, params, body }) => {
    await addCycleAction(work, scope, { cycleId: params.id, ...body })
    return readAgenda(workspace, params.id)
  })
  mount(contract.finishAction, async ({ workspace, work, scope, params }) => {
    await finishCycleAction(work, scope, { cycleId: params.id, actionId: params.actionId })
    return readAgenda(workspace, params.id)
  })
}

type Asked = Pick<Request<{ id: string }, unknown, unknown>, 'workspace' | 'work' | 'scope' | 'params'>

async function done<Kind extends ActKind>(asked: Asked, kind: Kind, body: BodyOf<Kind>): Promise<Agenda> {
  await perform(asked.work, asked.scope, asked.params.id, { kind, body })
  return readAgenda(asked.workspace, asked.params.id)
}
