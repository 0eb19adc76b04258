/** Who was asked and who answered; `answered` are answers with at least one scored question. */
export type Asked = { eligible: number; undeliverable: number; onLeave: number; answered: number }

export type Participation =
  | { rate: number; asked: number; reason: null }
  | { rate: null; asked: number; reason: string }

/**
 * Participation, as a share: answered / (eligible at launch - undeliverable - on leave for the whole window).
 */
export function participationOf({ eligible, undeliverable, onLeave, answered }: Asked): Participation {
  const asked = eligible - undeliverable - onLeave
  if (asked <= 0) return { rate: null, asked, reason: 'Nobody could be asked, so there is no participation.' }
  return { rate: answered / asked, asked, reason: null }
}
