import { Button, Group, Text, TextInput } from '@mantine/core'
import type { Question } from '#platform/importing/mapping.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { importsContract } from '../contract.ts'
import type { ImportRecord } from '../schema.ts'
import classes from './imports.module.css'

/** What only a person can say of a file. Nothing is loaded before every question has its answer; answers can be changed. */
export function Questions({ file }: { file: ImportRecord }) {
  const { questions } = file.mapping
  if (questions.length === 0) return null
  return (
    <ul className={classes.asks} aria-label="Questions">
      {questions.map((question) => (
        <li key={question.id}>
          <Text size="sm">{question.asks}</Text>
          {question.choices.length > 0 || question.takes ? (
            <Choices file={file} question={question} />
          ) : (
            <Text size="xs" c="dimmed">
              Say it under “What the columns mean”.
            </Text>
          )}
        </li>
      ))}
    </ul>
  )
}

function Choices({ file, question }: { file: ImportRecord; question: Question }) {
  const { can } = useSession()
  const check = useCommand(importsContract.check)
  const decide = useCommand(importsContract.decide, {
    onDone: () => check.mutate({ params: { setId: file.setId } }),
  })
  const given = file.mapping.answers[question.id]
  const answer = (value: string) =>
    decide.mutate({ params: { id: file.id }, body: { answers: { [question.id]: value } } })
  return (
    <Group gap="xs" my={4} role="group" aria-label={question.asks}>
      {question.choices.map(({ value, label }) => (
        <Button
          key={value}
          size="compact-sm"
          variant={given === value ? 'filled' : 'default'}
          aria-pressed={given === value}
          disabled={!can('imports:run') || decide.isPending}
          className={classes.choice}
          onClick={() => answer(value)}
        >
          {label}
        </Button>
      ))}
      {question.takes === 'day' && (
        <TextInput
          type="date"
          size="xs"
          aria-label="Another day"
          defaultValue={given ?? ''}
          disabled={!can('imports:run') || decide.isPending}
          onBlur={({ currentTarget: { value } }) => value !== '' && value !== given && answer(value)}
        />
      )}
    </Group>
  )
}
