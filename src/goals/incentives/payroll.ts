import { majorText, minorDigits } from '#platform/numbers/minor.ts'
import type { OutTable } from '#platform/out/table.ts'
import type { Run, Statement } from './schema.ts'

/** The payable amounts of a run, one person a row, as payroll takes them. */
export function payrollTable(run: Run, statements: readonly Statement[]): OutTable {
  const digits = minorDigits(run.currency)
  const money = (header: string, definition: string) => ({
    header,
    kind: 'number' as const,
    digits,
    unit: run.currency,
    definition,
  })
  return {
    name: `Incentives ${run.planName} ${run.from}`,
    columns: [
      { header: 'Person', kind: 'text' },
      { header: 'Person id', kind: 'text' },
      { header: 'From', kind: 'day' },
      { header: 'Until', kind: 'day', definition: 'The day after the last one' },
      money('Earned', 'By the whole period, after the cap'),
      money('Paid before', 'Of it in locked runs of this period before'),
      money('Draw', 'Added so that the least is paid'),
      money('Recovered', 'Taken for earlier draws or returns'),
      money('Payable', 'Earned - paid before + draw - recovered'),
    ],
    rows: statements.map((each) => [
      each.personName,
      each.personId,
      run.from,
      run.to,
      ...[each.earnedMinor, each.earnedBeforeMinor, each.drawMinor, each.recoveredMinor, each.payableMinor].map(
        (minor) => majorText(minor, run.currency),
      ),
    ]),
    about: [
      { label: 'Status', text: run.status },
      {
        label: 'Kind',
        text: run.kind === 'delta' ? 'The difference to what was paid before' : 'The first run of the period',
      },
      {
        label: 'Left out',
        text: `${run.problems.filter(({ isHeld }) => isHeld).length} credits or rules are held until they are resolved`,
      },
    ],
  }
}
