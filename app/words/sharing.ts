/** Who said what a person wishes, as a form offers it. */
export const saidByWords: Readonly<Record<string, string>> = {
  patient: 'The person themselves',
  lpa: 'Their attorney (lasting power of attorney for health and welfare)',
  deputy: 'Their deputy, appointed by the Court of Protection',
  best_interests: 'Those who decided in the person’s best interests',
}
