import type { ImportRecord } from './schema.ts'

const unseen = 'Shown to those who see all rows of this kind.'

/** An import as counts: every sentence that could quote a value of a row is left out. */
export function withoutValues(record: ImportRecord): ImportRecord {
  const { mapping, report } = record
  return {
    ...record,
    preview: null,
    mapping: {
      ...mapping,
      mends: {},
      asks: mapping.asks.map(() => unseen),
      questions: mapping.questions.map((each) => ({ ...each, asks: unseen, choices: [] })),
    },
    report: report && {
      ...report,
      groups: report.groups.map((group) => ({ ...group, reason: unseen, examples: [], mends: [] })),
      creates: report.creates.map((each) => ({ ...each, names: [] })),
      findings: report.findings.map(() => unseen),
      totals: [],
    },
  }
}
