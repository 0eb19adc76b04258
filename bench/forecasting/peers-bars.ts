import type { Bar } from './bars.ts'
import type { CrossFitted } from './cross-fitted.ts'
import { type IntermittentScore, withPrior } from './intermittent.ts'

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

/** `auto`, alone and with the prior of its set, beside IMAPA on each kind of intermittent demand: error, bias, quantiles. */
export function intermittentBars(scores: readonly IntermittentScore[]): Bar[] {
  return scores
    .filter(({ model }) => model === 'auto' || model === withPrior)
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
          about: `${about}: probabilities that came (PIT) up to 90 and 97.5 %`,
          target: 'to 1.5 points',
          measured: `${percent(own.pit90)}, ${percent(own.pit975)}; farthest from uniform ${own.pitDistance.toFixed(3)}`,
          met: Math.abs(own.pit90 - 0.9) <= 0.015 && Math.abs(own.pit975 - 0.975) <= 0.015,
        },
      ]
    })
}
