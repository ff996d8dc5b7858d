/** How the screen stands to the server: it follows, it tries to, or it has stopped. */
export type LiveStatus = 'connected' | 'reconnecting' | 'out_of_date'

const signs: Record<LiveStatus, { word: string; look: string; tells: string }> = {
  connected: { word: 'live', look: 'live', tells: 'This page follows changes as they happen.' },
  reconnecting: {
    word: 'reconnecting',
    look: 'live live--reconnecting',
    tells: 'The connection was lost. Trying again.',
  },
  out_of_date: { word: 'out of date', look: 'live live--stale', tells: 'This page may be out of date. Load it again.' },
}

/** The small sign at the end of the bar. It is announced when it changes, and says nothing else. */
export function LiveSign({ status }: { status: LiveStatus }) {
  const { word, look, tells } = signs[status]
  return (
    <span className={look} role="status" title={tells}>
      <span className="live__word">{word}</span>
    </span>
  )
}
