import { z } from 'zod'

/** A figure with its definition. */
export const figure = (words: string) => z.number().describe(words)

/** A figure that is null where there is nothing to divide by, or nothing was given to reckon it from. */
export const maybe = (words: string) => z.number().nullable().describe(words)

export const period = z.number().int().describe('From 1.')

/** Money by line. */
export const money = (lines: string, each: readonly string[]) =>
  z.object(Object.fromEntries(each.map((line) => [line, z.number()]))).describe(lines)
