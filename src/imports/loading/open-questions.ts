import type { Question } from '#platform/importing/mapping.ts'

/** A load stopped because only a person can say what the file means. */
export class OpenQuestions extends Error {
  override name = 'OpenQuestions'
  readonly importId: string
  readonly questions: readonly Question[]

  constructor(importId: string, fileName: string, questions: readonly Question[]) {
    const asked = questions.map((question) => question.asks).join(' ')
    super(
      `${fileName}: ${questions.length === 1 ? 'a question is open' : `${questions.length} questions are open`}. ${asked}`,
    )
    this.importId = importId
    this.questions = questions
  }
}
