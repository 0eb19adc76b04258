import type { ScoreModel } from '@drumbeat/deal-outlook'
import { formatDay } from '@drumbeat/periods'
import type { Written } from '#platform/numbers/written.ts'
import type { OutlookQuality } from './contract.ts'
import type { Learned } from './models.sql.ts'

/** How good the model was on deals it had not learned from, beside the base rate; its verdicts in the company's writing. */
export function qualityOf({ fittedAt, model }: Learned, { sentence }: Pick<Written, 'sentence'>): OutlookQuality {
  const { fittedFor, deals, spread, hazard } = model
  return {
    fittedFor: formatDay(fittedFor),
    ...{ fittedAt, deals, spread },
    signal: hazard.win.inUse ? 'usable signal' : 'no usable signal',
    close: measured(hazard.close, sentence),
    win: measured(hazard.win, sentence),
  }
}

function measured(
  { inUse, why, baseRate, quality }: ScoreModel,
  sentence: Written['sentence'],
): OutlookQuality['close'] {
  return {
    ...{ usable: inUse, why: sentence(why), baseRate },
    rows: quality?.rows ?? null,
    auc: quality?.auc ?? null,
    brier: quality?.brier ?? null,
    baseBrier: quality?.baseRate.brier ?? null,
    logLoss: quality?.logLoss ?? null,
    baseLogLoss: quality?.baseRate.logLoss ?? null,
    calibrationError: quality?.calibrationError ?? null,
    reliability: (quality?.reliability ?? []).map(({ rows, said, came }) => ({ rows, said, came })),
  }
}
