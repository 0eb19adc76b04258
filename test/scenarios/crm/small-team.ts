import { peopleContract } from '#company/people/contract.ts'
import { crmContract } from '#crm/contract.ts'
import { type Caller, openTestApp, type TestApp } from '../../harness/app.ts'

/** Two managers under a head, three reps, one pipeline; the clock is turned by hand. */
export type SmallTeam = {
  app: TestApp
  admin: Caller
  /** Turns the clock to this instant. */
  at: (instant: string) => void
  people: Record<'head' | 'mona' | 'nils' | 'ada' | 'bo' | 'cleo', string>
  stages: Record<'offer' | 'talks' | 'won' | 'lost', string>
}

/** Opens the product for a small sales team, on 2 January 2026. */
export async function openSmallTeam(): Promise<SmallTeam> {
  let now = new Date('2026-01-02T09:00:00Z')
  const app = await openTestApp({ clock: () => now })
  const admin = await app.as('owner')
  const person = async (name: string, managerId: string | null) => {
    const { body } = await admin.call(peopleContract.add, {
      body: managerId ? { name, managerId, from: '2026-01-01' } : { name },
    })
    return body.id
  }
  const head = await person('Hanna Head', null)
  const mona = await person('Mona Manager', head)
  const nils = await person('Nils Manager', head)
  const [ada, bo, cleo] = [await person('Ada Rep', mona), await person('Bo Rep', mona), await person('Cleo Rep', nils)]
  return {
    app,
    admin,
    at: (instant) => {
      now = new Date(instant)
    },
    people: { head, mona, nils, ada, bo, cleo },
    stages: await layStages(admin),
  }
}

async function layStages(admin: Caller): Promise<SmallTeam['stages']> {
  const pipeline = await admin.call(crmContract.addPipeline, { body: { name: 'Sales' } })
  const stage = async (body: {
    name: string
    outcome: 'open' | 'won' | 'lost'
    forecastCategory: 'pipeline' | 'commit' | 'closed' | 'omitted'
    probability: string
  }) => (await admin.call(crmContract.addStage, { params: { id: pipeline.body.id }, body })).body.id
  return {
    offer: await stage({ name: 'Offer', outcome: 'open', forecastCategory: 'pipeline', probability: '0.3' }),
    talks: await stage({ name: 'Talks', outcome: 'open', forecastCategory: 'commit', probability: '0.8' }),
    won: await stage({ name: 'Won', outcome: 'won', forecastCategory: 'closed', probability: '1' }),
    lost: await stage({ name: 'Lost', outcome: 'lost', forecastCategory: 'omitted', probability: '0' }),
  }
}
