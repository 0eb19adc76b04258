import { dayAfter, formatDay } from '@drumbeat/periods'
import type { Demo, DemoCell, DemoTable } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'
import { demoResources } from './resources/demo-resources.ts'

type Row = Record<string, DemoCell>

/** Resources of the demo company, who completed which course, and what was opened on deals. */
export const enablementDemo: Demo = (world) => {
  const today = formatDay(world.truth.story.today)
  const owner = world.people.find(({ title }) => title === 'Enablement Lead')!.id
  const resources = demoResources.map(
    ({ key, validFrom, validUntil, ...facts }, at): Row => ({
      id: idOf(1, at),
      version: '1',
      owner_id: owner,
      valid_from: dayAfter(today, validFrom),
      valid_until: validUntil === null ? null : dayAfter(today, validUntil),
      ...facts,
      created_at: `${dayAfter(today, validFrom)}T09:00:00Z`,
    }),
  )
  return [
    { table: 'enablement.resource', rows: resources },
    { table: 'enablement.completion', rows: completionsIn(world, today) },
    { table: 'enablement.opening', rows: openingsIn(world, today) },
    ...onboardingIn(world, today),
    ...ownershipIn(world, today),
  ]
}

/** The id of a demo resource. */
export function idOfResource(key: string): string {
  return idOf(
    1,
    demoResources.findIndex((each) => each.key === key),
  )
}

/** The courses that world was drawn with, and the basics that everybody does in the first month. */
function completionsIn(world: DemoWorld, today: string): Row[] {
  const sellers = new Set(world.truth.reps.map(({ personId }) => personId))
  const basics = world.people
    .filter(({ id, left_on }) => sellers.has(id) && left_on === null)
    .map(({ id, hired_on }, at) => ({
      course: 'basics',
      personId: id,
      on: [dayAfter(hired_on, 25), dayAfter(today, -((at * 37) % 420) - 5)].sort()[1]!,
    }))
  const taken = world.courses.map(({ course, personId, on }) => ({ course, personId, on: formatDay(on) }))
  return [...taken, ...basics].map(
    ({ course, personId, on }, at): Row => ({
      id: idOf(2, at),
      course_id: idOfResource(course),
      person_id: personId,
      completed_on: on,
      score: 70 + ((at * 13) % 31),
      recorded_at: `${on}T17:00:00Z`,
    }),
  )
}

/** Every third deal of the last half year met a resource about its stage. */
function openingsIn(world: DemoWorld, today: string): Row[] {
  const from = dayAfter(today, -180)
  const texts = demoResources.filter(({ kind }) => kind !== 'course')
  const last = dayAfter(today, -1)
  return world.deals
    .filter((deal, at) => at % 3 === 0 && deal.created_on >= from && deal.created_on < last)
    .map((deal, at): Row => {
      const on = [dayAfter(deal.created_on, 2 + (at % 9)), last].sort()[0]!
      return {
        id: idOf(3, at),
        resource_id: idOfResource(texts[(at * 5) % texts.length]!.key),
        person_id: deal.owner_id,
        deal_id: deal.id,
        opened_at: `${on}T10:30:00Z`,
      }
    })
}

/** A plan, and whoever took a seat in the last two years on it. */
function onboardingIn(world: DemoWorld, today: string): DemoTable[] {
  const planId = idOf(4, 0)
  const steps = [
    { day: 5, title: 'Meet team, tools and territory', course_id: null },
    { day: 30, title: 'Product and price list', course_id: idOfResource('basics') },
    { day: 45, title: 'Ten calls beside a colleague', course_id: null },
    { day: 90, title: 'Three discoveries of one’s own, reviewed', course_id: null },
  ]
  const since = dayAfter(today, -730)
  const sellers = new Set(world.truth.reps.map(({ personId }) => personId))
  const hired = world.people.filter((each) => sellers.has(each.id) && each.hired_on > since && each.left_on === null)
  return [
    {
      table: 'enablement.plan',
      rows: [
        {
          id: planId,
          name: 'Account executives',
          first_deal_days: 120,
          certify_days: 60,
          ramp: '{0,0.1,0.25,0.5,0.75,1}',
          added_at: `${since}T09:00:00Z`,
        },
      ],
    },
    { table: 'enablement.step', rows: steps.map((step, at) => ({ id: idOf(5, at), plan_id: planId, ...step })) },
    {
      table: 'enablement.onboarding',
      rows: hired.map((each, at) => ({
        id: idOf(6, at),
        plan_id: planId,
        person_id: each.id,
        starts_on: each.hired_on,
        added_at: `${each.hired_on}T09:00:00Z`,
      })),
    },
    {
      table: 'enablement.step_done',
      rows: hired.flatMap((each, at) =>
        [0, 2].map((step) => ({
          onboarding_id: idOf(6, at),
          step_id: idOf(5, step),
          done_on: dayAfter(each.hired_on, steps[step]!.day - 1),
        })),
      ),
    },
  ]
}

/** One area that both own without a reason, one that nobody owns, and two hand-offs. */
function ownershipIn(world: DemoWorld, today: string): DemoTable[] {
  const lead = world.people.find(({ title }) => title === 'Enablement Lead')!.id
  const set_at = `${dayAfter(today, -90)}T09:00:00Z`
  const area = { shared_because: null, set_at }
  const handoffs = [
    { title: 'New stage criteria into the playbooks', area: 'methodology', days: 12, states: ['proposed', 'accepted'] },
    { title: 'Price list of next year into training', area: 'roll-out', days: -6, states: ['proposed'] },
  ]
  return [
    {
      table: 'enablement.area',
      rows: [
        {
          id: idOf(7, 0),
          key: 'tool-training',
          name: 'Training on tools',
          operations: true,
          enablement: true,
          ...area,
        },
        { id: idOf(7, 1), key: 'events', name: 'Trade fairs', operations: false, enablement: false, ...area },
      ],
    },
    {
      table: 'enablement.handoff',
      rows: handoffs.map(({ title, area: key, days }, at) => ({
        id: idOf(8, at),
        title,
        area: key,
        from_side: 'sales operations',
        owner_id: lead,
        due_on: dayAfter(today, days),
        added_at: `${dayAfter(today, -30)}T09:00:00Z`,
      })),
    },
    {
      table: 'enablement.handoff_state',
      rows: handoffs.flatMap(({ states }, at) =>
        states.map((state, nth) => ({
          id: idOf(9, at * 10 + nth),
          handoff_id: idOf(8, at),
          state,
          set_at: `${dayAfter(today, -30 + nth)}T09:00:00Z`,
        })),
      ),
    },
  ]
}

function idOf(kind: number, at: number): string {
  return `00000000-0000-4000-82${String(kind).padStart(2, '0')}-${String(at).padStart(12, '0')}`
}
