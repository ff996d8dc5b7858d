/**
 * The categories of information, and the bit each has in a mask.
 *
 * A mask is a 32-bit integer; the gate keeps "what may be shown" of a row as one, so that a check in
 * SQL is one `&`. The order is part of the data: stored masks (`categories`, `denied`) use these bits,
 * so a new category is appended, and none is ever moved.
 */
export const categories = [
  'identity',
  'contact',
  'location',
  'demographics',
  'administrative',
  'clinical_summary',
  'medicines',
  'mental_health',
  'substance_use',
  'sexual_and_reproductive_health',
  'social_care',
  'safeguarding',
  'end_of_life',
  'personal_circumstances',
  'safety_alert',
  'risk_score',
  'meeting_notes',
  'legally_restricted',
  /** An entry whose code the table does not know: the registered practice's only, until it is classified. */
  'unclassified',
  /** A person's own wishes about sharing; each is a diagnosis in disguise. */
  'sharing_preference',
] as const

export type Category = (typeof categories)[number]

/** Several categories, one bit each, as PostgreSQL `integer` holds them. */
export type Mask = number

/** The bit of one category. */
export function bitOf(category: Category): Mask {
  return 1 << categories.indexOf(category)
}

/** The mask of several categories. */
export function maskOf(of: Iterable<Category>): Mask {
  let mask = 0
  for (const category of of) mask |= bitOf(category)
  return mask
}

/** The categories of a mask, in the order of `categories`; bits that are no category are left out. */
export function categoriesOf(mask: Mask): Category[] {
  return categories.filter((category) => (mask & bitOf(category)) !== 0)
}

/** Every category. */
export const everyCategory: Mask = maskOf(categories)

/**
 * Two more bits stand only in masks of what a person has objected to, beside the categories:
 * an objection to the whole record, and one to being stratified by risk.
 */
export const wholeRecord: Mask = 1 << 20
export const riskStratification: Mask = 1 << 21
