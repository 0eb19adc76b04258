import type { Demo, DemoCell, DemoTable } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'
import { bank, type Question } from './bank/bank.ts'
import { type Cell, cellsOf } from './disclosure/cells.ts'
import { type Counted, publish } from './results/publish.ts'
import { type Member, unitsOf } from './rounds/units.ts'

type Row = Record<string, DemoCell>
type Round = DemoWorld['pulseRounds'][number]
const LEAST_CELL = 8

/** A monthly survey of the demo company with its published rounds, one action, and comments. Answers are counted as in a real round. */
export const pulseDemo: Demo = (world): readonly DemoTable[] => {
  const made = world.pulseRounds.map((round, nth) => roundOf(world, round, nth))
  const of = (table: string) => ({
    table: `pulse.${table}`,
    rows: made.flatMap((each) => each[table as keyof typeof each]),
  })
  const last = made.at(-2)
  return [
    { table: 'pulse.survey', rows: [surveyRow(world)] },
    ...['round', 'round_question', 'cell', 'published', 'comment'].map(of),
    { table: 'pulse.action', rows: last ? [actionRow(last.round[0]!)] : [] },
  ]
}

const SURVEY_ID = idOf(1, 0)

function surveyRow({ pulseRounds, pulseAsked }: DemoWorld): Row {
  return {
    id: SURVEY_ID,
    name: 'Monthly pulse',
    every: 'month',
    first_on: pulseRounds[0]!.day,
    open_days: 5,
    question_ids: `{${pulseAsked.join(',')}}`,
    rounds_made: pulseRounds.length,
    created_at: `${pulseRounds[0]!.day}T06:00:00Z`,
  }
}

function roundOf(world: DemoWorld, round: Round, nth: number) {
  const id = idOf(2, nth)
  const questions = world.pulseAsked.map((asked, at) => ({
    ...bank.find((each) => each.id === asked)!,
    position: at + 1,
  }))
  const cells = cellsOf(unitsOf(membersOf(world, round)), LEAST_CELL).map((cell, at) => ({
    ...cell,
    id: idOf(3, nth * 100 + at),
  }))
  const counted = cells.map((cell) => countIn(cell, { round, questions }))
  const { results } = publish({
    scale: '1-10',
    k: 5,
    commentK: 10,
    undeliverable: 0,
    onLeave: 0,
    questions,
    cells: counted,
  })
  const closed = `${round.lastDay}T23:59:59Z`
  return {
    round: [
      {
        id,
        survey_id: SURVEY_ID,
        nth,
        day: round.day,
        opens_at: `${round.day}T08:00:00Z`,
        closes_at: closed,
        open_hour: 8,
        last_day: round.lastDay,
        scale: '1-10',
        k: 5,
        comment_k: 10,
        launched_at: `${round.day}T06:00:00Z`,
        closed_at: closed,
        reminded_at: closed,
      },
    ] as Row[],
    round_question: questions.map(
      (each): Row => ({
        round_id: id,
        position: each.position,
        question_id: each.id,
        kind: each.kind,
        driver: each.driver,
        reversed: each.reversed,
        text_en: each.en,
        text_de: each.de,
      }),
    ),
    cell: counted.map(
      (cell): Row => ({
        id: cell.id,
        round_id: id,
        name: cell.name,
        unit_key: cell.unitKey,
        eligible: cell.eligible,
        public_key: 'destroyed',
        fingerprint: fingerprint(cell.id),
      }),
    ),
    published: [{ round_id: id, published_at: closed, results: JSON.stringify(results) }] as Row[],
    comment: round.comments.map(
      (body, at): Row => ({ id: idOf(4, nth * 100 + at), round_id: id, position: questions.length, body }),
    ),
  }
}

function membersOf(world: DemoWorld, { day, present }: Round): Member[] {
  const held = (row: { starts_on: string; ends_on: string | null }) =>
    row.starts_on <= day && (row.ends_on === null || row.ends_on > day)
  const names = new Map(world.people.map(({ id, name }) => [id, name]))
  const managers = new Map(world.reportingLines.filter(held).map((line) => [line.person_id, line.manager_id]))
  const teams = new Map(
    world.memberships
      .filter(held)
      .map((each) => [each.person_id, world.teams.find(({ id }) => id === each.team_id)?.name ?? null]),
  )
  return present.map((personId) => {
    const managerId = managers.get(personId) ?? null
    return {
      personId,
      managerId,
      managerName: managerId && (names.get(managerId) ?? null),
      team: teams.get(personId) ?? null,
    }
  })
}

/** Counts the answers of a cell, as the product does; who gave them is known here only while the demo is drawn. */
function countIn(
  cell: Cell,
  { round, questions }: { round: Round; questions: (Question & { position: number })[] },
): Counted {
  const inside = new Set(cell.members)
  const answers = round.answers.filter(
    ({ personId, values }) => inside.has(personId) && values.some((value) => value !== null),
  )
  const counts = questions.flatMap(({ position, kind }) =>
    (kind === 'comment' ? [] : kind === 'recommend' ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1, 2, 3, 4, 5]).map(
      (value) => ({
        position,
        value,
        n: answers.filter(({ values }) => values[position - 1] === value).length,
      }),
    ),
  )
  return {
    id: cell.id,
    name: cell.name,
    unitKey: [...cell.units].sort().join(' '),
    eligible: cell.members.length,
    counts: [{ position: 0, value: 0, n: answers.length }, ...counts],
  }
}

function actionRow({ id, closes_at: at }: Row): Row {
  return {
    id: idOf(5, 0),
    round_id: id!,
    driver: 'workload',
    title: 'Month-end reports go from five to two',
    created_at: at!,
    done_at: null,
    told: 'You said that reports eat selling time. Two of the five are left.',
    told_at: at!,
  }
}

/** Ids in the shape of a random UUID, the same on every run. */
function idOf(kind: number, at: number): string {
  return `00000000-0000-4000-80${String(kind).padStart(2, '0')}-${String(at).padStart(12, '0')}`
}

function fingerprint(id: string): string {
  return id.replaceAll('-', '').repeat(2)
}
