import type { Category } from '../access/categories.ts'
import type { Purpose } from '../access/vocabulary.ts'

/** A short rule for a person at work, and where it comes from. */
export interface GuidanceText {
  title: string
  text: string
  source: string
}

/** When a text bears on a question: about these categories; else for these purposes, or always. */
interface Bearing {
  categories?: readonly Category[]
  purposes?: readonly Purpose[]
}

const texts: readonly (GuidanceText & Bearing)[] = [
  {
    title: "Sharing for someone's care is a duty",
    text:
      'Share what colleagues need to care for the person, when it is in the person’s best interests. The duty falls away ' +
      'when the person objects, or likely would.',
    source: 'Health and Social Care Act 2012, section 251B',
    purposes: ['direct_care', 'care_coordination', 'case_meeting'],
  },
  {
    title: 'As little as needed, and no surprises',
    text:
      'Look only at what you need for the reason you gave. Tell the person what is shared, with whom and why, so that ' +
      'nothing about it surprises them.',
    source: 'The eight Caldicott Principles, 2, 3 and 8',
  },
  {
    title: 'When somebody objects',
    text:
      'Anyone who has spoken with the person can record that they object, and it counts at once. Their registered practice, ' +
      'or whoever recorded it, can take it back. Safeguarding and emergencies may go past it, with a reason that is reviewed.',
    source: 'The eight Caldicott Principles, 6 and 8; common law duty of confidentiality',
    purposes: ['direct_care', 'care_coordination', 'case_meeting', 'safeguarding', 'emergency'],
  },
  {
    title: 'Who decides for someone who cannot',
    text:
      'An attorney or a deputy decides only once it is recorded that the person cannot make this decision. Capacity is ' +
      'presumed from the age of 16.',
    source: 'Mental Capacity Act 2005, sections 1 and 2',
    categories: ['sharing_preference'],
  },
  {
    title: 'What a wish gives away',
    text:
      'To ask that drug use is not shared tells of drug use. So a wish is read by the registered practice and by whoever ' +
      'recorded it, and by nobody else.',
    source: 'The policy of this service',
    categories: ['sharing_preference'],
  },
  {
    title: 'Restricted by law',
    text:
      'To pass on what was learned of somebody’s gender recognition is an offence. Fertility treatment and adoption are ' +
      'protected too. Nothing here opens it, an emergency included: do not ask others for it, and do not write it in a note.',
    source: 'Gender Recognition Act 2004, section 22; Human Fertilisation and Embryology Act 1990, section 33A',
    categories: ['legally_restricted'],
  },
  {
    title: 'Sexual and reproductive health',
    text: 'It stays with the registered practice and with the clinic. Ask the person: they can tell you, or agree that it is shared.',
    source: 'Explicit consent, the practice of dedicated clinics',
    categories: ['sexual_and_reproductive_health'],
  },
  {
    title: 'People whose address is protected',
    text:
      'Some people must not be found. Nobody outside their own practice is shown where they live or how to reach them, and ' +
      'the screen looks the same as for anyone whose address is not shared.',
    source: 'Personal Demographics Service, restricted records',
    categories: ['contact', 'location'],
  },
  {
    title: 'Somebody may be at risk',
    text:
      'When you are worried that an adult is at risk of abuse or neglect, share what is needed to protect them, even without ' +
      'their agreement where that is justified. Write down your reason.',
    source: 'Care Act 2014, sections 42 and 45',
    categories: ['safeguarding'],
  },
  {
    title: 'Looking for people who would gain from care',
    text:
      'Risk stratification is not direct care. It shows who someone is only to their own practice, and leaves out whoever ' +
      'asked not to be part of it.',
    source: 'NHS England, risk stratification and information governance',
    categories: ['risk_score'],
  },
  {
    title: 'An entry that nobody has classified',
    text:
      'Its code is not known here, so nobody can say how sensitive it is. The registered practice sees it and says what it ' +
      'is; that holds for that practice until a second one confirms it.',
    source: 'The policy of this service',
    categories: ['unclassified'],
  },
]

/** The texts that bear on a category when it is asked about for a purpose; those about the category first. */
export function textsFor(category: Category, purpose: Purpose): GuidanceText[] {
  const about = texts.filter((text) => text.categories?.includes(category))
  const always = texts.filter((text) => text.categories === undefined && (text.purposes?.includes(purpose) ?? true))
  // What the law keeps from everyone is not a matter of sharing well.
  const bearing = category === 'legally_restricted' ? about : [...about, ...always]
  return bearing.map(({ title, text, source }) => ({ title, text, source }))
}
