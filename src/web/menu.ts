/// <reference types="vite/types/importMeta.d.ts" />
import { domains } from '#domains.ts'
import type { MenuEntry, OpenPage, Screens } from '#platform/ui/screens.ts'

const found = import.meta.glob<{ screens: Screens }>('../*/ui/screens.ts', { eager: true })

/** What each domain shows, in menu order; a domain without screens is left out. */
const shown = domains.flatMap((name) => found[`../${name}/ui/screens.ts`]?.screens ?? [])

/** The menu of the product, top to bottom; the router is made from it. */
export const menu: readonly MenuEntry[] = shown.flatMap((screens) => screens.menu)

/** Pages that need nobody signed in. */
export const openPages: readonly OpenPage[] = shown.flatMap((screens) => screens.open ?? [])

/** How what a search finds looks, by kind. */
export const finds: NonNullable<Screens['finds']> = Object.assign({}, ...shown.map((screens) => screens.finds))

/** What all domains add to the drawers of nouns. */
export const panels = {
  panelsOf: (noun: string) => shown.flatMap((screens) => screens.panels?.[noun] ?? []),
  everywhere: shown.flatMap((screens) => screens.everywhere ?? []),
}

/** The signs of all domains in the bar at the top. */
export const signs = shown.flatMap((screens) => screens.sign ?? [])
