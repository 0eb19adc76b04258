import { dayAfter } from '@drumbeat/periods'
import { sql } from 'kysely'
import { coverageOn } from '#one-on-ones/coverage.sql.ts'
import { type Asking, type Measured, type Measures, shareOf } from './measured.ts'

/** Within so many days everybody has had a one-on-one. */
const WINDOW_DAYS = 30

/** Check 26: one-on-ones, from times alone. */
export async function oneOnOneMeasures(asking: Asking): Promise<Measures> {
  return { 'one-on-ones': await oneOnOnes(asking) }
}

/** Check 27: surveys, from published counts alone. */
export async function surveyMeasures(asking: Asking): Promise<Measures> {
  return { 'pulse-heard': await pulseHeard(asking) }
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
      label: `${survey}, ${day}`,
      detail: `${answered} of ${asked} answered`,
      to: `/pulse?round=${id}`,
    })),
  })
}
