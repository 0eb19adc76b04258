/** What the API says of one record of a collection. */
export type Result = { success: boolean; errors?: { statusCode: string; message: string }[] }

/** What became of one record of a collection. */
export function answerOf(result: Result | undefined) {
  if (result?.success) return 'written' as const
  const [{ statusCode, message } = { statusCode: 'UNKNOWN', message: 'no answer' }] = result?.errors ?? []
  return statusCode === 'UNABLE_TO_LOCK_ROW' ? ('later' as const) : { refused: `${statusCode}: ${message}` }
}
