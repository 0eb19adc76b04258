/** Openings for an informal talk. */
export const prompts = [
  'What went well since we last spoke?',
  'What is in your way that I could move?',
  'Which deal do you lie awake about?',
  'What did you learn that others should know?',
  'What would you rather not do any more?',
  'Where do you want to be in a year?',
  'What should I do differently?',
  'How are you, apart from work?',
] as const
