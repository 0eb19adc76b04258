import type { Need } from '#platform/need.ts'
import type { Written } from '#platform/numbers/written.ts'

export type ImportTrouble = { setId: string; fileName: string; status: string; rowsQuarantined: number }

/** Imports that failed, or whose rows wait in quarantine. */
export function needsOfImports(
  troubles: readonly ImportTrouble[],
  { mayMend, written }: { mayMend: boolean; written: Written },
): Need[] {
  return troubles.map(({ setId, fileName, status, rowsQuarantined }) =>
    status === 'failed'
      ? {
          kind: 'failed import',
          weight: 7,
          title: `The import of ${fileName} failed`,
          reason: 'Nothing of it went in.',
          amountMinor: null,
          action: { label: 'See why', to: `/imports?set=${setId}` },
        }
      : {
          kind: 'quarantine',
          weight: 6,
          title: `${written.number(rowsQuarantined)} ${rowsQuarantined === 1 ? 'row' : 'rows'} of ${fileName} ${rowsQuarantined === 1 ? 'waits' : 'wait'} in quarantine`,
          reason: 'They were not understood and are in no total.',
          amountMinor: null,
          action: { label: mayMend ? 'Mend them' : 'See them', to: `/imports?set=${setId}` },
        },
  )
}
