import { Anchor, Table } from '@mantine/core'
import { basePath } from '#platform/ui/base-path.ts'
import { CourseChart } from '#platform/ui/charts/CourseChart.tsx'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import type { Accuracy, LagAccuracy, SeriesDetail } from '../schema.ts'
import classes from './demand.module.css'
import type { DemandView } from './use-view.ts'
import { PriceVolume } from './versions/PriceVolume.tsx'

/** How good forecasts of this series have been, in a sentence, by measure and by how far ahead; or why nobody can tell. */
export function AccuracyPart({ view, detail }: { view: DemandView; detail: SeriesDetail }) {
  const { accuracy, cannotTell } = detail
  if (!accuracy) return <p className={classes.calm}>{cannotTell}</p>
  return (
    <div className={classes.accuracy}>
      <Verdict accuracy={accuracy} view={view} />
      {view.measure === 'money' && detail.level !== 'group' && <PriceVolume view={view} against="actual" />}
      <ByLagPicture accuracy={accuracy} view={view} />
      <div className={classes.tables}>
        <Measures accuracy={accuracy} />
        <ByLag accuracy={accuracy} view={view} />
      </div>
      <Explained
        className={classes.calm}
        of="Model"
        rows={<NumberDoor value="Made of" door="forecast" />}
        means="The models that are combined, and why: each weighs by how well it forecast earlier periods of this and of like series."
      >
        Model: {detail.model}. {detail.reason}
      </Explained>
    </div>
  )
}

function Verdict({ accuracy, view }: { accuracy: Accuracy; view: DemandView }) {
  const { percent } = useFormat()
  const better = accuracy.wape < accuracy.naiveWape
  return (
    <Explained
      className={classes.sentence}
      of="Measured error"
      means="Each of these earlier periods was forecast with what was known then, and compared with what came: the sum of misses by the sum of what came (WAPE)."
    >
      Made again from{' '}
      <NumberBelow value={`${accuracy.origins} earlier ${view.grain}s`} rows="Accuracy by how far ahead" />, forecasts
      were off by <NumberDoor value={percent(accuracy.wape, 1)} door="accuracy" label="Error" /> of what came;{' '}
      <Tone tone={better ? 'ahead' : 'behind'}>{better ? 'better' : 'worse'}</Tone> than repeating the year before{' '}
      <NumberBelow before="(" value={percent(accuracy.naiveWape, 1)} after=")." rows="Accuracy by how far ahead" />
    </Explained>
  )
}

function Measures({ accuracy }: { accuracy: Accuracy }) {
  const { percent, number } = useFormat()
  const signed = (share: number) => `${share > 0 ? '+' : ''}${percent(share, 1)}`
  const rows = [
    ['Error (WAPE)', percent(accuracy.wape, 1)],
    ['Error of the naive forecast', percent(accuracy.naiveWape, 1)],
    ['Scaled error (MASE)', accuracy.mase === null ? "can't tell" : number(accuracy.mase, 2)],
    ['Bias (+ is too high)', accuracy.bias === null ? "can't tell" : signed(accuracy.bias)],
    [`${percent(0.8)} range held`, percent(accuracy.coverage80)],
    [`${percent(0.95)} range held`, percent(accuracy.coverage95)],
  ]
  return (
    <Table aria-label="Accuracy by measure">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Measure</Table.Th>
          <Table.Th ta="right">
            <Defined
              name="Value"
              means="WAPE is the sum of misses by the sum of what came; MASE is the mean miss against that of the naive forecast in the history; a range held is how often the truth lay within."
            />
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" fw={400}>
              {name}
            </Table.Th>
            <Table.Td ta="right">
              <NumberBelow value={value} rows="Accuracy by how far ahead" />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function ByLag({ accuracy, view }: { accuracy: Accuracy; view: DemandView }) {
  const { percent } = useFormat()
  const ahead = view.grain === 'month' ? 'Months ahead' : 'Weeks ahead'
  const shown = (share: number | null) => (share === null ? "can't tell" : percent(share, 1))
  const columns: { name: string; means: string; of: (row: LagAccuracy) => string | number }[] = [
    { name: ahead, means: 'How long before the period the forecast was made.', of: ({ lag }) => lag },
    {
      name: 'Forecasts',
      means: 'How many forecasts made this far ahead have come true or not.',
      of: (row) => row.forecasts,
    },
    {
      name: 'Error',
      means: 'The sum of misses by the sum of what came (WAPE), for forecasts made this far ahead.',
      of: ({ wape }) => shown(wape),
    },
    { name: 'Naive', means: 'The same of a forecast that repeats the year before.', of: (row) => shown(row.naiveWape) },
    {
      name: 'Bias',
      means: 'The sum of forecasts less what came, divided by what came; + is too high.',
      of: ({ bias }) => shown(bias),
    },
    {
      name: `${percent(0.95)} held`,
      means: 'How often the truth lay within the 95 % range; the 80 % range is in the file.',
      of: (row) => (row.coverage95 === null ? "can't tell" : percent(row.coverage95)),
    },
  ]
  return (
    <div data-tile>
      <Table aria-label="Accuracy by how far ahead" horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            {columns.map(({ name, means }, at) => (
              <Table.Th key={name} ta={at === 0 ? 'left' : 'right'}>
                <Defined name={name} means={means} />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accuracy.byLag.map((row) => (
            <Table.Tr key={row.lag}>
              {columns.map(({ name, of }, at) => (
                <Table.Td key={name} ta={at === 0 ? 'left' : 'right'}>
                  {of(row)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Anchor href={fileOf(view)} download="accuracy-by-lag.csv" fz="sm">
        All families and items as CSV
      </Anchor>
    </div>
  )
}

function fileOf({ grain, measure, territory }: DemandView): string {
  const query = new URLSearchParams({ grain, measure, ...(territory && { territory }) })
  return `${basePath()}${demandContract.accuracyFile.path}?${query}`
}

/** How error grows with how far ahead a forecast is made, beside the naive forecast. */
function ByLagPicture({ accuracy, view }: { accuracy: Accuracy; view: DemandView }) {
  const { percent } = useFormat()
  const lines = [
    { id: 'wape', label: 'Error', values: accuracy.byLag.map(({ wape }) => wape), look: 'solid' as const },
    { id: 'naive', label: 'Naive', values: accuracy.byLag.map((row) => row.naiveWape), look: 'dashed' as const },
  ]
  return (
    <CourseChart
      label={`Error by ${view.grain}s ahead`}
      days={accuracy.byLag.map(({ lag }) => String(lag))}
      lines={lines}
      format={(value) => percent(value)}
      height={200}
    />
  )
}
