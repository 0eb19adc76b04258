import type { Field } from '#platform/ui/form/FieldInput.tsx'
import { categoryName } from './deal-columns.tsx'
import { categoryMeanings } from './stage-words.ts'

/** The inputs of a stage, with what they mean. */
export const stageFields = {
  name: { name: 'name', label: 'Name', required: true },
  outcome: {
    name: 'outcome',
    label: 'Outcome',
    kind: 'select',
    required: true,
    options: ['open', 'won', 'lost'].map((value) => ({ value, label: categoryName(value) })),
    description: 'What a deal in this stage is. It cannot be changed later.',
  },
  category: {
    name: 'category',
    label: 'Forecast category',
    kind: 'select',
    required: true,
    options: Object.keys(categoryMeanings).map((value) => ({ value, label: categoryName(value) })),
    description: 'What a deal that enters this stage is taken for, until its owner says otherwise.',
  },
  probability: {
    name: 'probability',
    label: 'Probability in per cent',
    kind: 'decimal',
    asked: { as: 'percent', digits: 2 },
    required: true,
    description: 'How many in a hundred deals of this stage you take to be won in the end.',
  },
  from: {
    name: 'from',
    label: 'Probability holds from',
    kind: 'date',
    description: 'Empty: from today on. The weighted pipeline of earlier days keeps what held then.',
  },
} as const satisfies Record<string, Field>
