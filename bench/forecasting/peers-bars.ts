import type { Bar } from './bars.ts'
import type { CrossFitted } from './cross-fitted.ts'
import { type IntermittentScore, withHabits } from './intermittent.ts'

/** Accuracy and coverage, cross-fitted, with the stretch bars. */
export function accuracyBars({ crossFitted: score, inSample }: CrossFitted): Bar[] {
  const below = (about: string, given: { value: number; bar: number; inSample: number; digits: number }): Bar => ({
    ...{ about, target: `<= ${given.bar}` },
    measured: `${given.value.toFixed(given.digits)} (in sample ${given.inSample.toFixed(given.digits)})`,
    met: given.value <= given.bar,
  })
  const of = (bar: number) => ({ value: score.owa, inSample: inSample.owa, bar, digits: 4 })
  const percent = (bar: number) => ({ value: score.smape, inSample: inSample.smape, bar, digits: 2 })
  return [
    below('M3 OWA, cross-fitted', of(0.82)),
    below('M3 OWA, cross-fitted, stretch', of(0.81)),
    below('M3 sMAPE, cross-fitted', percent(12.4)),
    below('M3 sMAPE, cross-fitted, stretch', percent(12.25)),
    {
      about: 'M3 coverage of 95 % intervals, cross-fitted',
      target: '93.5 to 96.5',
      measured: `${score.covers95.toFixed(1)} (in sample ${inSample.covers95.toFixed(1)})`,
      met: score.covers95 >= 93.5 && score.covers95 <= 96.5,
    },
  ]
}

/** `auto`, alone and with the habits of its set, beside IMAPA on each kind of intermittent demand: error, bias, quantiles. */
export function intermittentBars(scores: readonly IntermittentScore[]): Bar[] {
  return scores
    .filter(({ model }) => model === 'auto' || model === withHabits)
    .flatMap((own) => {
      const imapa = scores.find(({ kind, model }) => kind === own.kind && model === 'IMAPA')
      const about = `intermittent, ${own.kind}, ${own.model}`
      const percent = (share: number) => (100 * share).toFixed(1)
      return [
        {
          about: `${about}: RMSSE beside IMAPA`,
          target: imapa ? `< ${imapa.rmsse.toFixed(4)}` : 'below IMAPA',
          measured: own.rmsse.toFixed(4),
          met: imapa && own.rmsse < imapa.rmsse,
        },
        {
          about: `${about}: bias`,
          target: 'within 3 %',
          measured: `${percent(own.bias)} % ± ${percent(own.biasError)}`,
          met: Math.abs(own.bias) <= 0.03,
        },
        {
          about: `${about}: shares below, and at or below, the 90 and 97.5 % quantiles`,
          target: 'around 90 and 97.5, to 1.5 points',
          measured: `${percent(own.below90)} to ${percent(own.within90)}, ${percent(own.below975)} to ${percent(own.within975)}; PIT ${percent(own.pit90)}, ${percent(own.pit975)}`,
          met: around(0.9, own.below90, own.within90) && around(0.975, own.below975, own.within975),
        },
      ]
    })
}

/** Counts lie in lumps: a quantile is right when its share lies between what is below it and what is at or below it. */
function around(share: number, below: number, within: number): boolean {
  return below - 0.015 <= share && share <= within + 0.015
}
