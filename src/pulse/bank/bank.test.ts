import { expect, test } from 'vitest'
import { bank, drivers } from './bank.ts'

test('the bank has at least 60 statements in 10 drivers, each in English and German and each once', () => {
  const statements = bank.filter(({ kind }) => kind === 'agree')
  expect(statements.length).toBeGreaterThanOrEqual(60)
  const perDriver = Map.groupBy(statements, ({ driver }) => driver)
  expect(perDriver.size).toBe(10)
  for (const [driver, list] of perDriver) {
    expect(list.length, driver).toBeGreaterThanOrEqual(5)
    expect(list.filter(({ reversed }) => reversed).length, driver).toBe(1)
    expect(drivers).toHaveProperty(driver)
  }
  for (const of of ['id', 'en', 'de'] as const) expect(new Set(bank.map((each) => each[of])).size).toBe(bank.length)
})
