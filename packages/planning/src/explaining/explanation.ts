/** The plan in planners' words. */
export interface Explanation {
  /** In sentences: what the plan costs and does, what hurts and why, what one more of everything scarce is worth. */
  readonly summary: readonly Sentence[]
  readonly causes: readonly Cause[]
  /** What one more (less) of each binding limit is worth, dearest first. */
  readonly worth: readonly LimitValue[]
  /** What one more regular hour is worth, per resource or pool and period; it comes without a wage. */
  readonly hours: readonly { readonly resource: string; readonly worth: number[] }[]
  /** What it would cost to deliver one more unit, per item and period; `undefined` where it cannot be done. */
  readonly units: readonly { readonly item: string; readonly site: string; readonly cost: (number | undefined)[] }[]
  /** Only there where the time limit came first: what was not solved again by then is priced by the duals. */
  readonly cutShort?: true
}

/**
 * A sentence of the summary, and which figures of the plan it speaks of: `worth` are those of limits, hours and units, `instead` those of
 * substitutes, `beside` those of by-products, `sent` those of loads, `setups` those of setups and changeovers.
 */
export interface Sentence {
  readonly says: string
  readonly about: 'money' | 'people' | 'worth' | 'instead' | 'beside' | 'sent' | 'setups' | Cause['what']
}

/** Why something is late, lost, in overtime, subcontracted or bought: shares of the binding rules, 100 % together. */
export interface Cause {
  readonly what: 'late' | 'lost' | 'overtime' | 'subcontracted' | 'bought'
  readonly about: string
  readonly period: string
  readonly quantity: number
  readonly because: readonly {
    readonly rule: string
    readonly path: string
    readonly period: string
    readonly share: number
    /** The reason in words of its own, where no price can change it: a lead time, an arrival, no source. */
    readonly says?: string
  }[]
  /** Only there where no price could change it. */
  readonly impossible?: true
  readonly says: string
}

/** What giving way by one unit at a binding limit is worth. */
export interface LimitValue {
  readonly rule: string
  readonly path: string
  readonly period: string
  readonly unit: 'hour' | 'unit' | 'worker' | 'money'
  /** `more`: one more than the most; `less`: one less than the least (a target, a minimum, a commitment). */
  readonly step: 'more' | 'less'
  /** Money saved (or earned) by that step. */
  readonly worth: number
  /** `re-solved`: the plan was solved again with one more; `dual`: the marginal price, not re-solved. */
  readonly by: 're-solved' | 'dual'
  /** The marginal price; differs from `worth` where the first unit changes what is binding. */
  readonly marginal: number
}

/** A set of rules that cannot be kept together, of which none can be left out; in planners' words. */
export interface Conflict {
  readonly rules: readonly { readonly rule: string; readonly path: string; readonly periods: readonly string[] }[]
  /** Ways out, the one with the fewest units or hours first: it is enough if one rule alone gives way by so much in all. */
  readonly repairs: readonly {
    readonly rule: string
    readonly path: string
    readonly amount: number
    /** In which periods it gives way, and by how much. */
    readonly byPeriod: readonly { readonly period: string; readonly amount: number }[]
    /** `everything`: solved with it, the whole model has a plan; `this conflict`: others may remain. */
    readonly solves: 'everything' | 'this conflict'
    readonly says: string
  }[]
  readonly says: string
}
