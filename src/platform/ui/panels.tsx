import { createContext, type ReactNode, useContext } from 'react'
import type { AnyPanel, Panel } from './screens.ts'

type Given = { panelsOf: (noun: string) => readonly Panel[]; everywhere: readonly AnyPanel[] }

const PanelsContext = createContext<Given>({ panelsOf: () => [], everywhere: [] })

/** Hands the panels of all domains to the drawers below. */
export function PanelsProvider({ given, children }: { given: Given; children: ReactNode }) {
  return <PanelsContext value={given}>{children}</PanelsContext>
}

/** What other domains add to the drawer of this noun, which does not know them: `<Panels noun="deal" id={id} />`. */
export function Panels({ noun, id }: { noun: string; id: string }) {
  const { panelsOf, everywhere } = useContext(PanelsContext)
  return (
    <>
      {panelsOf(noun).map((Each) => (
        <Each key={Each.displayName ?? Each.name} id={id} />
      ))}
      {everywhere.map((Each) => (
        <Each key={`${Each.displayName ?? Each.name} ${noun} ${id}`} noun={noun} id={id} />
      ))}
    </>
  )
}
