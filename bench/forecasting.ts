import { type Bar, barTable } from './forecasting/bars.ts'
import { crossFittedTable, measureCrossFitted } from './forecasting/cross-fitted.ts'
import { fuzz, fuzzBars, fuzzText } from './forecasting/fuzz.ts'
import { intermittentTable, measureIntermittent } from './forecasting/intermittent.ts'
import { m3Folder, readM3 } from './forecasting/m3-series.ts'
import { measurePeers, peersBars, peersTable } from './forecasting/peers.ts'
import { accuracyBars, intermittentBars } from './forecasting/peers-bars.ts'
import { measureScale, scaleBars, scaleText } from './forecasting/scale.ts'
import { measureUpdates, updateBars, updateTable } from './forecasting/scale-updates.ts'

/** Every bar of the forecasting engine beside what was measured, and below it the tables the figures come from. */
export async function run(): Promise<string> {
  const folder = m3Folder()
  if (!folder) return 'M3 files not found: set DRUMBEAT_TEST_DATA to the folder that holds m3/.'
  const all = readM3(folder)
  const crossFitted = measureCrossFitted(folder)
  const peers = measurePeers(all, crossFitted.bySeries)
  const updates = measureUpdates(all.filter(({ period }) => period === 'monthly'))
  const intermittent = measureIntermittent()
  const report = fuzz({ count: 100_000, seed: 20261123 })
  const scale = await measureScale()
  return shown([
    { title: 'Accuracy and intervals', bars: accuracyBars(crossFitted), text: crossFittedTable(crossFitted) },
    { title: 'Beside peers', bars: peersBars(peers), text: peersTable(peers) },
    { title: 'Updates', bars: updateBars(updates), text: updateTable(updates) },
    { title: 'Intermittent demand', bars: intermittentBars(intermittent), text: intermittentTable(intermittent) },
    { title: 'Scale', bars: scaleBars(scale), text: scaleText(scale) },
    { title: 'Bad input', bars: fuzzBars(report), text: fuzzText(report) },
  ])
}

function shown(parts: readonly { title: string; bars: readonly Bar[]; text: string }[]): string {
  const details = parts.flatMap(({ title, text }) => [`## ${title}`, '', text, ''])
  return ['## Bars', '', barTable(parts.flatMap(({ bars }) => bars)), '', ...details].join('\n')
}
