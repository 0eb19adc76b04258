import { formatDay } from '@drumbeat/periods'
import { sql } from 'kysely'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import type { OutlookModelText } from './model.ts'
import type { PointsOfDay } from './points.ts'

/** Keeps a model that was learned; earlier ones for the same day stay, and the newest is used. */
export async function keepModel(work: Work, model: OutlookModelText): Promise<string> {
  return transact(work, async ({ tx, now, audit, emit }) => {
    const id = newId()
    const day = formatDay(model.fittedFor)
    await sql`insert into revenue.outlook_model (id, fitted_for, fitted_at, deals, model)
      values (${id}, ${day}, ${now}, ${model.deals}, ${JSON.stringify(model)})`.execute(tx)
    await sql`delete from revenue.outlook_model where fitted_for = ${day} and id <> ${id}
      and not exists (select 1 from revenue.outlook_point point where point.model_id = outlook_model.id)`.execute(tx)
    await audit({
      command: 'revenue.learn-outlook',
      noun: 'outlook model',
      subjectId: id,
      summary: `Learned how deals close from ${model.deals} deals known before ${day}`,
    })
    await emit('revenue.outlook.learned', { modelId: id })
    return id
  })
}

/** Records what the outlook of a period was at the end of a day. What was recorded before stays, and the newest is shown. */
export async function recordPoints(
  work: Work,
  given: { modelId: string; period: { from: string; to: string }; day: string; points: PointsOfDay },
): Promise<void> {
  const { modelId, period, day, points } = given
  await transact(work, async ({ tx, now, emit }) => {
    await sql`insert into revenue.outlook_point (id, model_id, starts_on, ends_on, day, subject_kind, subject_id, recorded_at,
        mean_minor, median_minor, lo_minor, hi_minor, closed_minor)
      select gen_random_uuid(), ${modelId}, ${period.from}, ${period.to}, ${day}, point.kind, point.id, ${now},
        point.mean, point.median, point.lo, point.hi, point.closed
      from jsonb_to_recordset(${JSON.stringify(points.map(pointRow))}::jsonb)
        as point (kind text, id uuid, mean bigint, median bigint, lo bigint, hi bigint, closed bigint)`.execute(tx)
    await emit('revenue.outlook.recorded', { day })
  })
}

function pointRow({ subject, expected }: PointsOfDay[number]) {
  const { meanMinor, medianMinor, loMinor, hiMinor, closedMinor } = expected
  return {
    ...{ kind: subject.kind, id: subject.id, mean: meanMinor, median: medianMinor },
    ...{ lo: loMinor, hi: hiMinor, closed: closedMinor },
  }
}
