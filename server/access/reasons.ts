/**
 * Why a category is shown or not, in words a tired nurse can act on. "Your role doesn't need this" and
 * "the person asked that it not be shared" are one code and one text on purpose: telling them apart would
 * tell what the person asked for (domain.md, rule 4).
 */
export const reasons = {
  needed: 'Shown because your role needs it for this purpose.',
  needed_unless_objected:
    'Shown because your role needs it for this purpose. Anything the person asked not to share is left out, so this may be incomplete.',
  own_practice: "Shown because you work at the person's registered practice, which keeps this record.",
  safeguarding: 'Shown because you gave a safeguarding reason. Each use is reviewed.',
  unless_restricted:
    'Shown because of the reason you gave, unless the record is restricted for the person’s safety, so this may be incomplete.',
  emergency: 'Shown because you broke the glass. It ends by itself and is reviewed.',
  not_needed_or_not_shared:
    "You can't see this because your role doesn't need it for this purpose, or because it may not be shared for this person.",
  identity_until_confirmed:
    "You can't see this yet. The person's registered practice has not confirmed that they are on this list.",
  restricted_by_law: "You can't see this because the law restricts it for everyone.",
  practice_only: "You can't see this because only the person's registered practice keeps it.",
  no_rule: "You can't see this because no rule says that your role may, for this purpose.",
} as const

export type ReasonCode = keyof typeof reasons
