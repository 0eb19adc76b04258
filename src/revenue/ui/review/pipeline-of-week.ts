import type { Review } from '../../review/contract.ts'

type Shown = { known?: 'then' | undefined; door?: string | undefined }

/** Where the pipeline stands whose week a review tells: of the same people, period, days and knowledge; with a door, the deals of one bar. */
export function pipelineOfWeek({ subject, week, period }: Review, { known, door }: Shown): string {
  const { kind, id } = subject
  const whose: Record<string, string> = id === null ? {} : { [kind === 'team' ? 'team' : 'person']: id }
  const days = { asOf: week.to, since: week.from, due: period.grain, on: period.from }
  return `/pipeline?${new URLSearchParams({ ...whose, ...days, ...(known && { known }), ...(door && { door }) })}`
}
