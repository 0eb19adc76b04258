type Word = {
  name: string
  pattern: RegExp
  say: string
  /** Everywhere, or only as the name of a thing in code: then the word has a plain meaning in sentences. */
  banned: 'everywhere' | 'as a name'
  /** Where the word has another, rightful meaning. */
  stands?: readonly string[]
}

/** Words that were found in this house, and what the field says instead. */
export const words: readonly Word[] = [
  word('yard', /\byards?\b/i, 'partial plan'),
  word('crew', /\bcrews?\b/i, 'staffing, or workers'),
  word('first-shower', /\bfirst[- ]shower\b/i, 'first-plan progress'),
  word('rent', /\brents?\b/i, 'shadow price'),
  word('dice', /(?<!\p{L})dice\b/iu, 'random, or a random generator'),
  word('coming rooms', /\bcoming rooms?\b/i, 'scratch buffers'),
  word('weighed chance', /\bweighed chances?\b/i, 'Bayesian intermittent model'),
  word('habits', /\bhabits?\b/i, 'prior', [
    'src/revenue/',
    'src/pipeline/',
    'src/process/',
    'src/practices/',
    'src/enablement/',
  ]),
  word('several seasons', /\bseveral seasons\b/i, 'multiple seasonality'),
  word('moving season', /\bmoving season\b/i, 'adaptive seasonal indices'),
  word('steady season', /\bsteady season\b/i, 'shrunken seasonal indices'),
  word('honest width', /\bhonest widths?\b/i, 'interval calibration'),
  word('track record', /\btrack records?\b/i, 'error tracking'),
  word('secant', /\bsecant\b/i, 'the name of the optimiser'),
  word('spell', /\bspells?\b/i, 'assignment, or period'),
  name('alone', /\balone\b/i, 'base (the base forecast)', [
    'src/web/',
    'src/imports/',
    'src/demand/schema.ts',
    'src/demand/detail.ts',
    'src/demand/ui/Doors.tsx',
    'src/demand/forecasts/',
    'src/demand/versions/',
  ]),
  name('trial', /\btrials?\b/i, 'origin (a backtest origin)', [
    'src/practices/',
    'packages/deal-outlook/',
    'packages/planning/',
  ]),
  name('bend', /^\s*bends?\b|\bbends? ;/i, 'relaxed rule', ['packages/forecasting/']),
  name('mend', /\bmend(s|ed|ing)?\b/i, 'repair', [
    'src/imports/',
    'src/cli/',
    'packages/deal-outlook/',
    'src/platform/importing/',
  ]),
  name('manner', /\bmanner\b/i, 'regional settings, or format', ['src/goals/']),
  name('told', /\btold\b/i, 'described', ['src/']),
  name('standing', /\bstanding\b/i, 'status, or in force', ['src/demand/']),
]

function word(name: string, pattern: RegExp, say: string, stands: readonly string[] = []): Word {
  return { name, pattern, say, banned: 'everywhere', stands }
}

function name(name: string, pattern: RegExp, say: string, stands: readonly string[] = []): Word {
  return { name, pattern, say, banned: 'as a name', stands }
}
