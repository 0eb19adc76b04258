import { describe, expect, it } from 'vitest'
import { readMoney } from './minor.ts'
import { readTyped } from './typed.ts'

const us = { locale: 'en-US', currency: 'USD' }
const german = { locale: 'de-DE', currency: 'EUR' }
const minor = (text: string, asked: { locale: string; currency: string; negative?: boolean }) => {
  const read = readMoney(text, asked)
  return read.kind === 'read' ? read.minor : read.kind
}

describe('an amount of money', () => {
  it('is read as Americans type it, to the cent', () => {
    const typed = ['1,500', '450,000', '292,500.00', '$300,000', '300k', '$4.1M', '1500 USD', 'usd 12', '.5', '12.']
    expect(typed.map((text) => minor(text, us))).toEqual([
      ...[1_500_00, 450_000_00, 292_500_00, 300_000_00, 300_000_00, 4_100_000_00, 1_500_00, 12_00, 50, 12_00],
    ])
  })

  it('is read as Germans type it', () => {
    const typed = ['250.000', '2.500.000,00', '1,5 Mio.', '300 Tsd. €', '12,5', '1.234,50 €', '€ 7', '2 Mrd']
    expect(typed.map((text) => minor(text, german))).toEqual([
      ...[250_000_00, 2_500_000_00, 1_500_000_00, 300_000_00, 12_50, 1_234_50, 7_00, 2_000_000_000_00],
    ])
  })

  it('is read as others type it: Swiss apostrophes, French spaces, Indian groups, Japanese units', () => {
    expect(minor('1’234.50', { locale: 'de-CH', currency: 'CHF' })).toBe(1_234_50)
    expect(minor("CHF 1'234'567", { locale: 'de-CH', currency: 'CHF' })).toBe(1_234_567_00)
    expect(minor('1 234 567,8 €', { locale: 'fr-FR', currency: 'EUR' })).toBe(1_234_567_80)
    expect(minor('₹12,34,567', { locale: 'en-IN', currency: 'INR' })).toBe(1_234_567_00)
    expect(minor('２５万', { locale: 'ja-JP', currency: 'JPY' })).toBe(250_000)
  })

  it('as another country writes it is still read where its marks say enough', () => {
    expect(minor('2.500.000,00', us)).toBe(2_500_000_00)
    expect(minor('1,234,567.89', german)).toBe(1_234_567_89)
  })

  it('that could have been meant otherwise says so, and how', () => {
    expect(readMoney('1,500', us)).toEqual({ kind: 'read', minor: 1_500_00, other: 1_50, doubt: true })
    expect(readMoney('1.500', us)).toEqual({ kind: 'read', minor: 1_50, other: 1_500_00, doubt: true })
    expect(readMoney('250.000', german)).toMatchObject({ minor: 250_000_00, doubt: true })
    expect(readMoney('1,5', us)).toMatchObject({ minor: 1_50, doubt: true })
    expect(readMoney('292,500.00', us)).toMatchObject({ doubt: false })
  })

  it('is below zero only where that means something', () => {
    expect(minor('-5', us)).toBe('refused')
    for (const text of ['-5', '−5', '($5.00)', '5-', '-$5', '$-5'])
      expect(minor(text, { ...us, negative: true }), text).toBe(-5_00)
    expect(minor('--5', { ...us, negative: true })).toBe('refused')
    expect(minor('+5', us)).toBe(5_00)
  })

  it('is refused with its value and a way out when it is none', () => {
    const says = (text: string) => {
      const read = readMoney(text, us)
      return read.kind === 'refused' ? read.says : read
    }
    expect(says('twelve')).toBe('“twelve” is no number. Write it like 1,500.00.')
    expect(says('12,34,5')).toBe('“12,34,5” is no number. Write it like 1,500.00.')
    expect(says('€5')).toBe('“€5” is in EUR; this amount is in USD.')
    expect(says('1.005.2')).toMatch('is no number')
    expect(says('0.005')).toBe('“0.005” is finer than can be kept: USD has 2 decimals.')
    expect(says('1.234')).toBe('“1.234” is finer than can be kept: USD has 2 decimals. If you mean 1,234, write it so.')
    expect(says('15%')).toMatch('is per cent')
    expect(says('99999999999999999')).toMatch('is larger than an amount can be')
    expect(says('')).toEqual({ kind: 'empty' })
    expect(says('–')).toEqual({ kind: 'empty' })
  })
})

describe('another number', () => {
  const value = (text: string, asked: Parameters<typeof readTyped>[1]) => {
    const read = readTyped(text, asked)
    return read.kind === 'read' ? read.value : read.kind
  }

  it('is kept exactly as it was typed', () => {
    expect(value('1,234.50', { locale: 'en-US', as: 'number' })).toBe('1234.5')
    expect(value('12345678901234.000001', { locale: 'en-US', as: 'number' })).toBe('12345678901234.000001')
    expect(value('1.09', { locale: 'de-DE', as: 'number' })).toBe('1.09')
    expect(value('١٢٣', { locale: 'ar-EG', as: 'number' })).toBe('123')
  })

  it('that counts things has no decimals', () => {
    expect(value('1.500', { locale: 'en-US', as: 'number', digits: 0 })).toBe('refused')
    expect(value('1,500', { locale: 'en-US', as: 'number', digits: 0 })).toBe('1500')
    expect(value('1.5', { locale: 'en-US', as: 'number', digits: 0 })).toBe('refused')
    expect(value('1.5k', { locale: 'en-US', as: 'number', digits: 0 })).toBe('1500')
  })

  it('of per cent stays per cent, with or without its sign', () => {
    for (const text of ['92', '92%', '92 %', '%92', '92 percent'])
      expect(value(text, { locale: 'en-US', as: 'percent' })).toBe('92')
    expect(value('12,5 %', { locale: 'de-DE', as: 'percent' })).toBe('12.5')
  })
})
