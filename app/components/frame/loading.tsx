import { useNavigation } from '@remix-run/react'
import { useEffect, useState } from 'react'

/** How long a page may be on its way before the screen says so: shorter than that, a sign only flickers. */
const PATIENCE_MS = 300

/** A thin bar along the top while the next page is on its way, and a word for those who do not see it. */
export function Loading() {
  const busy = useNavigation().state !== 'idle'
  const [late, setLate] = useState(false)
  useEffect(() => {
    if (!busy) return
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => {
      clearTimeout(timer)
      setLate(false)
    }
  }, [busy])
  return (
    <div role="status">
      {busy && late && (
        <>
          <div className="loading-bar" />
          <span className="nhsuk-u-visually-hidden">Loading</span>
        </>
      )}
    </div>
  )
}
