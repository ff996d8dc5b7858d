import { readFileSync } from 'node:fs'

import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'

import { maskOf } from '../../server/access/categories.ts'
import type { Decision } from '../../server/access/decision.ts'
import { caseload } from '../../server/caseload/reads.ts'
import { testDatabase } from '../support/database.ts'
import { makeName } from '../support/factories/care.ts'
import { testGate } from '../support/gate.ts'
import { type Group, type Organisation, type Patient, Scenario } from '../support/scenario.ts'
import { sharedData } from '../support/shared-data.ts'

const database = await testDatabase()
const db = database.owner.kysely
const world = new Scenario(db)
const gate = testGate(database)

let surgery: Organisation
let group: Group
let worker: Decision

beforeAll(async () => {
  surgery = await world.organisation('gp_practice')
  const council = await world.organisation('local_authority')
  group = await world.group([surgery, council])
  const khan = await world.staff('social_worker', council, { memberOf: [group] })
  const { id, session } = await world.declaration(khan, {
    route: 'group_caseload',
    purpose: 'direct_care',
    over: group,
  })
  worker = await gate.decide(session, id)
})

async function find(text: string): Promise<string[]> {
  const { rows } = await gate.list(worker, caseload, { where: [{ column: 'family_name', op: 'search', value: text }] })
  return rows.map(({ patient_id }) => patient_id)
}

function person(family_name: string | null, given_names: string | null = null, given = {}): Promise<Patient> {
  return world.patient({ registeredAt: surgery, onTheListOf: [group], family_name, given_names, ...given })
}

describe('who is found by the words that were typed', () => {
  it.each<[string, string, string, string[], string[]]>([
    [
      'an apostrophe',
      "O'Neill",
      'Máire',
      ["o'neill", 'oneill', 'ONEILL', 'neill', 'o’neill', 'o neill', "o'n"],
      ['eill'],
    ],
    ['a curly apostrophe', 'O’Dowd', 'Una', ["O'Dowd", 'odowd', 'dowd'], ['wd']],
    ['a space where others write an apostrophe', 'O Hara', 'Tim', ["o'hara", 'ohara', 'hara'], []],
    ['a hyphen', 'Achebe-Lindqvist', 'Ada', ['achebe-lindqvist', 'lindqvist', 'achebelind', 'Achebe Lindqvist'], []],
    ['two names where others write a hyphen', 'Ibarra Quint', 'Eva', ['ibarra-quint', 'quint', 'eva quint'], []],
    ['accents', 'Nuñez', 'Zoë', ['nunez', 'NUÑEZ', 'zoe', 'zoë', 'Nun\u0303ez'], ['nuez']],
    ['letters of their own', 'Søgårdþór', 'Łukasz', ['sogardthor', 'SØGÅRD', 'lukasz', 'Łuk'], []],
    ['ligatures and the sharp s', 'Weißæther', 'Œdda', ['weissaether', 'WEISS', 'oedda', 'Weiß'], ['weiz']],
    ['a dotted capital', 'İnönü', 'Đorđe', ['inonu', 'dorde', 'INÖNÜ'], []],
    ['full-width letters', 'Ｔａｎａｋａ', 'Ｋｅｎ', ['tanaka', 'ken tana'], []],
    [
      'several names',
      'Van der Weyden',
      'Mary Ann Beatrix',
      ['beatrix', 'ann van', 'maryann', 'van der wey', 'weyden mary'],
      ['bert'],
    ],
    ['Greek', 'Παπαδόπουλος', 'Γιώργος', ['παπαδοπουλοσ', 'ΓΙΏΡΓΟΣ', 'Παπαδόπουλος'], []],
    ['Arabic', 'الهاشمي', 'فاطمة', ['الهاشمي', 'فاطمة الها'], []],
    ['Bengali', 'আক্তার', 'রহিমা', ['আক্তার', 'রহিমা'], []],
    ['Chinese', '欧阳', '娜娜', ['欧阳', '欧', '娜娜 欧阳'], []],
  ])('%s', async (_what, family_name, given_names, found, missed) => {
    const { id } = await person(family_name, given_names)
    for (const text of found) expect(await find(text), text).toContain(id)
    for (const text of missed) expect(await find(text), text).not.toContain(id)
  })

  it('is whoever has all of the words, and nobody by some of them', async () => {
    const { id } = await person('Quillfeather', 'Grace')
    await person('Quillfeather', 'Henry')
    expect(await find('gra quill')).toEqual([id])
    expect(await find('quill gra henry')).toEqual([])
  })

  it('is somebody with a single name, by that', async () => {
    const { id } = await person(null, 'Suharto')
    const other = await person('Teller', null)
    expect(await find('suhar')).toEqual([id])
    expect(await find('teller')).toEqual([other.id])
  })

  it('is somebody by a former name, and no longer by one that was taken out', async () => {
    const grace = await person('Nowmarried', 'Grace')
    const former = await makeName(db, { patient_id: grace.id, use: 'maiden', family_name: 'Beforehand' })
    expect(await find('beforehand')).toEqual([grace.id])
    expect(await find('grace beforehand')).toEqual([grace.id])
    await db.updateTable('care.patient_name').set({ family_name: 'Corrected' }).where('id', '=', former).execute()
    expect(await find('beforehand')).toEqual([])
    expect(await find('corrected')).toEqual([grace.id])
    await db.deleteFrom('care.patient_name').where('id', '=', former).execute()
    expect(await find('corrected')).toEqual([])
    await db.updateTable('care.patient').set({ family_name: 'Newlywed' }).where('id', '=', grace.id).execute()
    expect(await find('nowmarried')).toEqual([])
    expect(await find('newlywed')).toEqual([grace.id])
  })

  it('is nobody by a name that the law protects, on no route, as if there were none', async () => {
    const twin = { family_name: 'Everyday', given_names: 'Robin', birth_date: '1970-01-01' }
    const robin = await person(twin.family_name, twin.given_names)
    const asked = ['protectedname', 'robin protectedname', 'everyday', 'pro']
    const before = await Promise.all(asked.map(find))
    const about = maskOf(['legally_restricted'])
    await makeName(db, { patient_id: robin.id, categories: about, family_name: 'Protectedname' })
    await makeName(db, { patient_id: robin.id, categories: about | 1, given_names: 'Protectedname' })
    expect(await Promise.all(asked.map(find))).toEqual(before)
    expect(before).toEqual([[], [], [robin.id], []])
    const { rows } = await database.owner.pool.query("select 1 from care.name_token where token like 'protected%'")
    expect(rows).toEqual([])
  })

  it('is nobody beyond the reach of whoever asks', async () => {
    await world.patient({ registeredAt: surgery, family_name: 'Outofreach' })
    expect(await find('outofreach')).toEqual([])
  })
})

describe('a search', () => {
  it('of more than five words is refused in words that say what to do', async () => {
    await expect(find('a b c d e f')).rejects.toMatchObject({
      code: 'invalid',
      message: 'A search takes at most 5 words of a name. Leave some of them out.',
    })
    await expect(find('a b c d e')).resolves.toEqual([])
  })

  it.each(['%', " ' - ", 'o%y', 'o_dinary', '\\', "';--", '\u{10FFFF}a'])(
    'takes nothing for a pattern: %j',
    async (text) => {
      await person('Ordinary')
      expect(await find(text)).toEqual([])
    },
  )

  it('passes over a mark that stands alone among words', async () => {
    const { id } = await person('Commarow', 'Grace')
    expect(await find('commarow , grace - ')).toEqual([id])
  })

  it('finds a name that is longer than an index holds, by its beginning', async () => {
    const { id } = await person(`Longest${'long'.repeat(2000)}`)
    expect(await find('longestlong')).toEqual([id])
    expect(await find(`longest${'long'.repeat(2000)}`)).toEqual([id])
  })
})

describe('names as the world has them', () => {
  const read = (name: string) =>
    parse<Record<string, string>>(readFileSync(sharedData(`names/${name}`), 'utf8'), {
      columns: true,
      bom: true,
      relax_column_count: true,
    })
  const surnames = read('common-surnames-selected-countries.csv').flatMap((row) => [
    row['Localized Name'],
    row['Romanized Name'],
  ])
  const forenames = read('common-forenames-selected-countries.csv').flatMap((row) => [
    row['Localized Name'],
    row['Romanized Name'],
  ])
  const matching = read('home-office-name-matching-inputs.csv').flatMap((row) => [
    row['given'],
    row['family'],
    row['alias_family'],
  ])
  const all = [...new Set([...surnames, ...forenames, ...matching].filter((name) => name?.trim()))] as string[]

  it('are each found as they are written, by the words of a search', async () => {
    const { rows } = await database.owner.pool.query<{ name: string }>(
      `select name from unnest($1::text[]) name
       where exists (select from regexp_split_to_table(trim(name), '\\s+') typed
         where typed ~ '[[:alnum:]]' and not exists (select from care.name_words(name) word where word ^@ care.folded(typed)))`,
      [all],
    )
    expect(all.length).toBeGreaterThan(1000)
    expect(rows).toEqual([])
  })
})
