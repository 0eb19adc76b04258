import classes from './answer.module.css'
import type { Asked } from './token.ts'
import { type Language, words } from './words.ts'

type FieldProps = {
  question: Asked['questions'][number]
  scale: Asked['scale']
  language: Language
  value: string
  onChange: (value: string) => void
}

/** One question: numbers to tap, or a box to write in. Arrow keys move within the numbers. */
export function QuestionField({ question, scale, language, value, onChange }: FieldProps) {
  const text = words[language]
  const asked = (language === 'de' && question.de) || question.en
  if (question.kind === 'comment') {
    return (
      <label className={classes.field}>
        {asked}
        <span className={classes.quiet}>{text.optional}</span>
        <textarea rows={3} maxLength={2000} value={value} onChange={(event) => onChange(event.currentTarget.value)} />
      </label>
    )
  }
  const isScore = question.kind === 'recommend'
  const options = isScore ? (scale === '1-10' ? oneToTen : zeroToTen) : ['1', '2', '3', '4', '5']
  return (
    <fieldset className={classes.question}>
      <legend>{asked}</legend>
      <div className={isScore ? classes.scores : classes.fives}>
        {options.map((each) => (
          <label key={each} className={classes.option}>
            <input
              type="radio"
              name={`question-${question.position}`}
              value={each}
              checked={value === each}
              onChange={() => onChange(each)}
              onClick={() => value === each && onChange('')}
            />
            <span>{isScore ? each : text.fives[Number(each) - 1]}</span>
          </label>
        ))}
      </div>
      {isScore && (
        <p className={classes.ends}>
          <span>
            {options[0]} = {text.recommendEnds[0]}
          </span>
          <span>10 = {text.recommendEnds[1]}</span>
        </p>
      )}
      {isScore && scale === '1-10' && <p className={classes.quiet}>{text.noMiddle}</p>}
    </fieldset>
  )
}

const oneToTen = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']
const zeroToTen = ['0', ...oneToTen]
