import { expect, test } from 'vitest'
import { commonPasswords } from './common-passwords.io.ts'
import { weakness } from './passwords.ts'

const about = { common: await commonPasswords(), email: 'ada.lovelace@example.com' }

test.each([
  ['1q2w3e4r5t', 'tried first'],
  ['Password123!', 'tried first'],
  ['QWERTYUIOP', 'tried first'],
  ['aaaaaaaaaaaa', 'too few'],
  ['abcdefghijkl', 'run'],
  ['AdaLovelace1', 'e-mail'],
])('%s is refused: %s', (password, reason) => {
  expect(weakness(password, about)).toContain(reason)
})

test.each(['correct horse battery', 'Zwölf Boxkämpfer jagen', 'k3#vLp0!qT'])('%s is taken', (password) => {
  expect(weakness(password, about)).toBeNull()
})
