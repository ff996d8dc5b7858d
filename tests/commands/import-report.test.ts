import { describe, expect, it } from 'vitest'

import { ImportReport } from '../../server/commands/import-report.ts'
import { lineOf, type Outcome } from '../../server/fhir/report.ts'

const outcome = (given: Partial<Outcome> = {}): Outcome => ({
  place: { file: 'people.json', line: 7, entry: 'entry[0]' },
  resource: 'Patient/1',
  outcome: 'taken',
  notes: [],
  ...given,
})

function watched(progress: boolean) {
  const out: string[] = []
  const drawn: string[] = []
  const screen = {
    out: (text: string) => out.push(text),
    progress: progress ? (text: string) => drawn.push(text) : undefined,
  }
  return { report: new ImportReport(screen, undefined), out, drawn }
}

describe('the report of an import', () => {
  it('shows what was refused and what needs a look, and only counts the rest', () => {
    const { report, out } = watched(false)
    report.tell(outcome())
    report.tell(outcome({ outcome: 'already here' }))
    report.tell(outcome({ outcome: 'refused', notes: ['id: is missing'] }))
    report.tell(outcome({ notes: ['deceased: please check'] }))
    report.finish()
    expect(out).toEqual([
      'refused\tpeople.json:7 entry[0]\tPatient/1\tid: is missing\n',
      'taken\tpeople.json:7 entry[0]\tPatient/1\tdeceased: please check\n',
      expect.stringMatching(
        /^Patient: 2 taken, 1 already here, 1 refused\nIn all: 2 taken, 1 already here, 1 refused\n/,
      ),
    ])
  })

  it('draws how far it has come where somebody watches', () => {
    const { report, drawn } = watched(true)
    report.expect(2)
    report.tell(outcome())
    expect(drawn).toEqual(['1 of 2 resources'])
  })

  it('keeps every line a line, whatever a file is called', () => {
    const place = { file: 'a\u001B[2Jb\nrefused\t\u202Ec.json', line: 1, entry: undefined }
    expect(lineOf(outcome({ place }))).toBe('taken\ta\uFFFD[2Jb\uFFFDrefused\uFFFD\uFFFDc.json:1\tPatient/1')
  })
})
