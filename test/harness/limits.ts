import { vi } from 'vitest'
import { limitsFor, measureSlowness } from './slowness.ts'

/** No test fails because the machine is busy: each file measures how slow it is before its tests, and waits accordingly. */
const { test, hook } = limitsFor(measureSlowness())
vi.setConfig({ testTimeout: test, hookTimeout: hook })
