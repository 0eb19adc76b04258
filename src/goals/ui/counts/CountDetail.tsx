import { Button } from '@mantine/core'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type CountQuota, countsContract } from '../../counts/contract.ts'
import { metricMeans } from '../../counts/metrics.ts'
import { AnswerToCount } from './AnswerToCount.tsx'
import classes from './counts.module.css'
import { HandOver } from './HandOver.tsx'

/** One goal in a count: how far it is, what it means, its target, what came one by one, and what it was before. */
export function CountDetail({ quota }: { quota: CountQuota }) {
  const { can } = useSession()
  const { decimal, percent, day } = useFormat()
  return (
    <>
      <p className={classes.sentence}>
        {decimal(quota.reached)} of {decimal(quota.target)}
        {quota.attainment !== null && `, ${percent(quota.attainment)}`}, from {day(quota.startsOn)} until before{' '}
        {day(quota.endsOn)}. {metricMeans[quota.metric]}
      </p>
      <AnswerToCount quota={quota} />
      {can('goals:edit') && <Change quota={quota} />}
      {can('goals:edit') && quota.subjectKind === 'person' && quota.endedAt === null && <HandOver quota={quota} />}
      <Rows quota={quota} />
      <History quota={quota} />
    </>
  )
}

function Change({ quota }: { quota: CountQuota }) {
  const saved = useSaved('count')
  const { id, subjectKind, subjectId, metric, startsOn, endsOn } = quota
  const about = { subjectKind, subjectId, metric, startsOn, endsOn }
  const back = useCommand(countsContract.setCountQuota)
  const set = useCommand(countsContract.setCountQuota, {
    quiet: true,
    onDone: (done) =>
      saved(`Goal of ${quota.subjectName} set`, () =>
        back.mutate({ body: { ...about, target: quota.target, replaces: done.id } }),
      ),
  })
  const end = useCommand(countsContract.endCountQuota, {
    onDone: () =>
      saved('Goal taken away', () => back.mutate({ body: { ...about, target: quota.target, replaces: null } })),
  })
  return (
    <>
      <RecordForm
        fields={[{ name: 'target', label: 'Target', kind: 'decimal', required: true }]}
        initial={{ target: quota.target }}
        submit="Set"
        saving={set.isPending}
        error={set.error}
        onSave={({ target }) => set.mutate({ body: { ...about, target: target ?? '0', replaces: id } })}
      />
      <Button variant="subtle" size="xs" loading={end.isPending} onClick={() => end.mutate({ params: { id } })}>
        Take this goal away
      </Button>
    </>
  )
}

function Rows({ quota }: { quota: CountQuota }) {
  const { decimal, day, number } = useFormat()
  const call = useCall(countsContract.countedRows, { params: { id: quota.id }, query: { limit: 100 } })
  return (
    <Section title="What came">
      <Ready call={call}>
        {({ total, rows }) => (
          <ul className={classes.rows}>
            {rows.map((row) => (
              <li key={row.id}>
                <span>
                  {row.path ? <NumberLink value={row.what} to={row.path} /> : row.what}
                  {row.amount !== '1' && `, ${decimal(row.amount)}`}
                </span>
                <span>
                  {day(row.day)}
                  {row.personName && ` · ${row.personName}`}
                </span>
              </li>
            ))}
            {rows.length === 0 && <li>Nothing yet.</li>}
            {total > rows.length && (
              <li>
                The newest {number(rows.length)} of {number(total)}.
              </li>
            )}
          </ul>
        )}
      </Ready>
    </Section>
  )
}

function History({ quota: { id, subjectKind, subjectId, metric, startsOn, endsOn } }: { quota: CountQuota }) {
  const { decimal, instant } = useFormat()
  const query = {
    from: startsOn,
    to: endsOn,
    metric,
    subjectKind,
    ended: 'true' as const,
    ...(subjectId && { subjectId }),
  }
  const { data } = useCall(countsContract.countQuotas, { query })
  const earlier = (data?.quotas ?? []).filter(
    (each) => each.id !== id && each.startsOn === startsOn && each.endsOn === endsOn,
  )
  if (earlier.length === 0) return null
  return (
    <Section title="Before">
      <ul className={classes.rows}>
        {earlier.map((each) => (
          <li key={each.id}>
            <span>{decimal(each.target)}</span>
            <span>
              {each.setBy ?? 'An import'}, {instant(each.recordedAt)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
