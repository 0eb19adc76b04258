import { Checkbox, MultiSelect, NumberInput, Select, Textarea } from '@mantine/core'
import { fieldWords } from '../../rules/broken.ts'
import { RequiredField, type Terms, type TermsOf } from '../../rules/terms.ts'
import { LevelsFields } from './LevelsFields.tsx'
import { PoolFields } from './PoolFields.tsx'
import type { StageChoice } from './RuleForm.tsx'
import { WhichFields } from './WhichFields.tsx'

type Change<T extends Terms> = { terms: T; onChange: (terms: T) => void }

/** The fields of a rule's kind. */
export function TermsFields({ terms, stages, onChange }: Change<Terms> & { stages: StageChoice[] }) {
  const may = allowed[terms.kind]
  return (
    <>
      {terms.kind === 'assignment' && <WhichFields terms={terms} onChange={onChange} />}
      {!(terms.kind === 'assignment' && terms.of === 'leads') && (
        <Select
          label={stageLabels[terms.kind]}
          data={stages
            .filter(({ outcome }) => may.includes(outcome))
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={terms.stageId}
          clearable={terms.kind === 'assignment'}
          allowDeselect={terms.kind === 'assignment'}
          placeholder={terms.kind === 'assignment' ? 'Any open stage' : 'Choose a stage'}
          clearButtonProps={{ 'aria-label': 'Clear stage' }}
          onChange={(stageId) => onChange({ ...terms, stageId } as Terms)}
        />
      )}
      {terms.kind === 'required fields' && <FieldsOf terms={terms} onChange={onChange} />}
      {terms.kind === 'exit criteria' && <CriteriaOf terms={terms} onChange={onChange} />}
      {terms.kind === 'lost reason' && <ReasonsOf terms={terms} onChange={onChange} />}
      {terms.kind === 'playbook' && <StepsOf terms={terms} onChange={onChange} />}
      {terms.kind === 'time limit' && <LimitOf terms={terms} onChange={onChange} />}
      {terms.kind === 'assignment' && <PoolFields terms={terms} onChange={onChange} />}
      {terms.kind === 'approval' && <LevelsFields terms={terms} onChange={onChange} />}
    </>
  )
}

const stageLabels: Record<Terms['kind'], string> = {
  'required fields': 'From this stage on',
  'exit criteria': 'Before a deal leaves',
  'lost reason': 'At this stage',
  playbook: 'When a deal comes to',
  'time limit': 'In this stage',
  assignment: 'Deals in',
  approval: 'Before a deal comes to',
}
const allowed: Record<Terms['kind'], StageChoice['outcome'][]> = {
  'required fields': ['open', 'won'],
  'exit criteria': ['open'],
  'lost reason': ['lost'],
  playbook: ['open'],
  'time limit': ['open'],
  assignment: ['open'],
  approval: ['open', 'won'],
}

function FieldsOf({ terms, onChange }: Change<TermsOf<'required fields'>>) {
  return (
    <MultiSelect
      label="These fields are filled"
      data={RequiredField.options.map((value) => ({ value, label: fieldWords[value] }))}
      value={terms.fields}
      onChange={(fields) => onChange({ ...terms, fields: fields.map((field) => RequiredField.parse(field)) })}
    />
  )
}

function CriteriaOf({ terms, onChange }: Change<TermsOf<'exit criteria'>>) {
  const { activities } = terms
  return (
    <>
      <NumberInput
        label="Activities since it came there"
        description="0 asks for none"
        min={0}
        max={50}
        value={activities?.atLeast ?? 0}
        onChange={(count) =>
          onChange({
            ...terms,
            activities: Number(count) > 0 ? { kind: activities?.kind ?? null, atLeast: Number(count) } : null,
          })
        }
      />
      {activities && (
        <Select
          label="Of this kind"
          data={['any', 'call', 'mail', 'meeting', 'note']}
          value={activities.kind ?? 'any'}
          allowDeselect={false}
          onChange={(kind) =>
            onChange({
              ...terms,
              activities: { ...activities, kind: kind === 'any' ? null : (kind as typeof activities.kind) },
            })
          }
        />
      )}
      <Checkbox
        label="The expected close lies ahead"
        checked={terms.closeInFuture}
        onChange={(event) => onChange({ ...terms, closeInFuture: event.currentTarget.checked })}
      />
      <Checkbox
        label="The playbook's actions of the stage are done"
        checked={terms.actionsDone}
        onChange={(event) => onChange({ ...terms, actionsDone: event.currentTarget.checked })}
      />
    </>
  )
}

function ReasonsOf({ terms, onChange }: Change<TermsOf<'lost reason'>>) {
  return (
    <Textarea
      label="Reasons"
      description="One a line"
      autosize
      minRows={3}
      defaultValue={terms.reasons.join('\n')}
      onChange={(event) => onChange({ ...terms, reasons: linesOf(event.currentTarget.value) })}
    />
  )
}

function StepsOf({ terms, onChange }: Change<TermsOf<'playbook'>>) {
  return (
    <Textarea
      label="Actions for the owner"
      description="One a line; after a semicolon the working days until it is due"
      autosize
      minRows={3}
      defaultValue={terms.steps.map(({ title, dueInDays }) => `${title}; ${dueInDays}`).join('\n')}
      onChange={(event) => onChange({ ...terms, steps: linesOf(event.currentTarget.value).map(stepOf) })}
    />
  )
}

function LimitOf({ terms, onChange }: Change<TermsOf<'time limit'>>) {
  return (
    <>
      <NumberInput
        label="At most so many business hours"
        min={0.25}
        value={terms.hours}
        onChange={(hours) => onChange({ ...terms, hours: Number(hours) })}
      />
      <Select
        label="Then an action goes to"
        data={[
          { value: 'manager', label: "the owner's manager" },
          { value: 'owner', label: 'the owner' },
        ]}
        value={terms.escalateTo}
        allowDeselect={false}
        onChange={(to) => onChange({ ...terms, escalateTo: to === 'owner' ? 'owner' : 'manager' })}
      />
    </>
  )
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function stepOf(line: string): { title: string; dueInDays: number } {
  const [title = '', days = '0'] = line.split(';')
  return { title: title.trim(), dueInDays: Math.max(0, Math.round(Number(days) || 0)) }
}
