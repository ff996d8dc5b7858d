import { useLocation } from '@remix-run/react'
import { useState } from 'react'

/**
 * A value as it was when one came to this page, however often the page is read again since: what a form was
 * begun with is what it is sent with.
 */
export function useUntilMoved<Value>(value: Value): Value {
  const { key } = useLocation()
  const [held, setHeld] = useState({ key, value })
  if (held.key === key) return held.value
  setHeld({ key, value })
  return value
}
