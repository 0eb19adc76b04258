import type { Mount } from '#platform/http/mount.ts'
import { fileResponse } from '#platform/out/files.ts'
import type { OutTable } from '#platform/out/table.ts'
import { lagsContract, type NodeLag } from './contract.ts'
import { accuracyByLag } from './lags.sql.ts'

/** Accuracy by lag, as an answer and as a file. */
export function lagRoutes(mount: Mount): void {
  mount(lagsContract.accuracyByLag, async ({ workspace: { db }, query }) => ({ rows: await accuracyByLag(db, query) }))
  mount(lagsContract.accuracyFile, async ({ workspace: { db }, query }) =>
    fileResponse(tableOf(await accuracyByLag(db, query)), 'csv'),
  )
}

function tableOf(rows: readonly NodeLag[]): OutTable {
  const share = (header: string) => ({ header, kind: 'percent' as const })
  return {
    name: 'Accuracy by lag',
    columns: [
      ...['Level', 'Node', 'Code', 'Key'].map((header) => ({ header, kind: 'text' as const })),
      ...['Lag', 'Forecasts'].map((header) => ({ header, kind: 'number' as const })),
      ...['WAPE', 'WAPE naive', 'Bias', '80 % range held', '95 % range held'].map(share),
    ],
    rows: rows.map((row) => [
      ...[row.level, row.name, row.code, row.key, row.lag, row.forecasts],
      ...[row.wape, row.naiveWape, row.bias, row.coverage80, row.coverage95],
    ]),
    about: [],
  }
}
