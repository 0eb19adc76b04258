/** Up to which transaction the events are worked in, and which later ones are too. */
export type Mark = { xmin: string; seen: Set<string> }
