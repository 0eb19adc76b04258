import { simulatedWeights } from '../../packages/forecasting/src/combination/weights.ts'
import { prepared } from './cross-fitted.ts'
import { learnWeights } from './learn-weights.ts'
import { simulatedSeries } from './simulated-series.ts'

/** Learns the second table of combination weights, from 1,000 simulated series a season length, and says whether it is the one shipped. */
export async function run(): Promise<string> {
  const learned = learnWeights(simulatedSeries({ count, seed }).map(prepared))
  const same = JSON.stringify(learned) === JSON.stringify(simulatedWeights)
  const rows = Object.entries(learned).map(([m, weights]) => `| ${m} | ${weights.join(', ')} |`)
  return [
    `${count} simulated series a season length, seed ${seed}; ${same ? 'the table that is shipped' : 'NOT the table that is shipped'}.`,
    '',
    '| season length | ETS, Theta, dynamic Theta, ARIMA(1,1,1), with growth, AR, AR of changes, guest |',
    '| ---: | --- |',
    ...rows,
  ].join('\n')
}

const [count, seed] = [1000, 20261123]
