import { piecesOf } from '../mentions.ts'
import classes from './actions.module.css'

/** A text with the names of those it mentions. */
export function Words({ text, mentions }: { text: string; mentions: readonly { id: string; name: string }[] }) {
  const names = new Map(mentions.map(({ id, name }) => [id, name]))
  return piecesOf(text).map((piece, at) =>
    'id' in piece ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of a text have no other name than their place
      <span key={at} className={classes.mention}>
        @{names.get(piece.id) ?? 'somebody'}
      </span>
    ) : (
      piece.words
    ),
  )
}
