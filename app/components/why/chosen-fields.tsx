import type { PurposeChoice } from '../../api/outputs.ts'

/** What was chosen, as a form sends it. */
export function ChosenFields({ choice }: { choice: PurposeChoice }) {
  return (
    <>
      <input type="hidden" name="practitioner_role_id" value={choice.practitioner_role_id} />
      <input type="hidden" name="route" value={choice.route} />
      <input type="hidden" name="purpose" value={choice.purpose} />
    </>
  )
}

/** "1 hour", "4 hours". */
export function hoursInWords(hours: number): string {
  return hours === 1 ? '1 hour' : `${hours} hours`
}

/** What the ids of a choice's fields begin with: a person with two roles can have the same choice twice. */
export function idsOf(choice: { purpose?: string; route?: string; practitioner_role_id?: string }): string {
  return `${choice.purpose ?? ''}-${choice.route ?? ''}-${choice.practitioner_role_id ?? ''}-`
}
