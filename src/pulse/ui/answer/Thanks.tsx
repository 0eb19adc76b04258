import { basePath } from '#platform/ui/base-path.ts'
import classes from './answer.module.css'
import { keptOf } from './keep.ts'
import type { Asked } from './token.ts'
import type { Words } from './words.ts'

/** After sending: that it counted, and how to check it. */
export function Thanks({ round, text }: { round: Asked; text: Words }) {
  const { replySecret } = keptOf(round.id)
  return (
    <>
      <h1 className={classes.title}>{text.thanks}</h1>
      <p>{text.thanksMore}</p>
      {replySecret && (
        <p>
          {text.replyCode} <code className={classes.key}>{replySecret}</code>{' '}
          <a href={`${basePath()}/pulse/thread`}>{text.toThread}</a>
        </p>
      )}
      <p>
        <a href={`${basePath()}/pulse/audit?round=${round.id}`}>{text.verify}</a>
      </p>
    </>
  )
}
