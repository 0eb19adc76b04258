import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { coverageOn } from '#one-on-ones/coverage.sql.ts'
import { type Asking, type Measured, type Measures, shareOf, withSecond } from './measured.ts'

/** Within so many days everybody has had a one-on-one. */
const WINDOW_DAYS = 30
/** Within so many days of a close the members are told what is done about it. */
const ACTION_DAYS = 30

/** Check 26: one-on-ones, from times alone. */
export async function oneOnOneMeasures(asking: Asking): Promise<Measures> {
  return { 'one-on-ones': await oneOnOnes(asking) }
}

/** Check 27: surveys, from published counts and what was done about them. */
export async function surveyMeasures(asking: Asking): Promise<Measures> {
  const [heard, answered] = await Promise.all([pulseHeard(asking), answeredByAction(asking)])
  return { 'pulse-heard': withSecond(heard, answered) }
}

async function oneOnOnes({ db, asOf }: Asking): Promise<Measured> {
  const now = new Date(`${asOf}T23:59:59Z`)
  const { covered, eligible, lines } = await coverageOn(db, { people: null, day: asOf, now, windowDays: WINDOW_DAYS })
  return shareOf({
    hits: covered,
    n: eligible,
    none: 'Nobody is expected to have had a one-on-one.',
    rows: lines
      .filter(({ counts }) => counts === 'not covered')
      .map(({ name, manager, lastHeldOn }) => ({
        label: name,
        detail: `${lastHeldOn ? `last held on ${lastHeldOn}` : 'none held yet'}${manager ? `, with ${manager}` : ''}`,
        to: '/one-on-ones?tab=coverage',
      })),
  })
}

/** A round is answered when the members were told of an action about it ("you said, we did") within 30 days of its close. */
async function answeredByAction({ db, asOf }: Asking): Promise<Measured> {
  type Answered = {
    id: string
    survey: string
    day: string
    plannedOn: string | null
    toldOn: string | null
    isInTime: boolean
  }
  const { rows } = await sql<Answered>`
    select round.id, survey.name as survey, round.day::text as day, first.planned_at::date::text as "plannedOn",
      first.told_at::date::text as "toldOn",
      coalesce(first.told_at < coalesce(round.closed_at, round.closes_at) + make_interval(days => ${ACTION_DAYS}), false) as "isInTime"
    from pulse.published published join pulse.round round on round.id = published.round_id
    join pulse.survey survey on survey.id = round.survey_id
    left join lateral (select min(action.created_at) as planned_at,
        min(action.told_at) filter (where action.told_at < ${dayAfter(asOf, 1)}::date) as told_at from pulse.action action
      where action.round_id = round.id and action.created_at < ${dayAfter(asOf, 1)}::date) first on true
    where round.last_day > ${dayAfter(asOf, -91 - ACTION_DAYS)} and round.last_day <= ${dayAfter(asOf, -ACTION_DAYS)} order by round.day`.execute(
    db,
  )
  const missed = rows.filter(({ isInTime }) => !isInTime)
  return shareOf({
    hits: rows.length - missed.length,
    n: rows.length,
    none: `No round was closed so long ago that its ${ACTION_DAYS} days ended in the last quarter.`,
    rows: missed.map(({ id, survey, day, ...action }) => ({
      label: survey,
      detail: `round of ${day}, ${whenAnswered(action)}`,
      to: `/pulse?round=${id}`,
    })),
  })
}

function whenAnswered({ plannedOn, toldOn }: { plannedOn: string | null; toldOn: string | null }): string {
  if (plannedOn === null) return 'no action was planned about it'
  if (toldOn === null) return `an action was planned on ${plannedOn}, the members were told nothing of it`
  return `the members were told of an action on ${toldOn}`
}

/** Rounds too small to be told of are left out. */
async function pulseHeard({ db, asOf }: Asking): Promise<Measured> {
  const { rows } = await sql<{ id: string; survey: string; day: string; answered: number; asked: number }>`
    select round.id, survey.name as survey, round.day::text as day, (results->>'answered')::int as answered,
      (results->>'eligible')::int - (results->>'undeliverable')::int - (results->>'onLeave')::int as asked
    from pulse.published published join pulse.round round on round.id = published.round_id
    join pulse.survey survey on survey.id = round.survey_id
    where round.last_day > ${dayAfter(asOf, -91)} and round.last_day <= ${asOf}
      and results->>'answered' is not null order by round.day`.execute(db)
  return shareOf({
    hits: rows.reduce((sum, { answered }) => sum + answered, 0),
    n: rows.reduce((sum, { asked }) => sum + asked, 0),
    none: 'No round of a survey was closed and published in the last quarter.',
    rows: rows.map(({ id, survey, day, answered, asked }) => ({
      label: survey,
      detail: `round of ${day}, ${answered} of ${asked} answered`,
      to: `/pulse?round=${id}`,
    })),
  })
}
