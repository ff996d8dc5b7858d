import { useSearchParams } from '@remix-run/react'

const said: Readonly<Record<string, string>> = {
  entry: 'The caseload entry is saved.',
  off: 'The person is off the list. Their entry is kept with its end and the reason for it.',
  added: 'The person is on the list.',
  recorded: 'What the person asked is recorded, and in force now.',
  withdrawn: 'It is withdrawn, from now on.',
  confirmed: 'The practice has confirmed that this person is on the list.',
  accepted: 'You are the care manager.',
}

/** Says once, above the page that follows, what a command did. The address names which words, and nothing else. */
export function Done() {
  const [search] = useSearchParams()
  const words = said[search.get('done') ?? '']
  return words ? (
    <div className="notice notice--done" role="status">
      <p>{words}</p>
    </div>
  ) : null
}
