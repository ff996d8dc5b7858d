import { useNavigation } from '@remix-run/react'
import type { ReactNode } from 'react'

export interface SubmitProps {
  children: ReactNode
  /** One green button a page; the others are quieter. */
  quiet?: boolean
  /** Sent with the form, where it has more than one button. */
  name?: string
  value?: string
}

/** Sends the form that it stands in. While an answer is awaited, a second press does nothing. */
export function Submit({ children, quiet = false, name, value }: SubmitProps) {
  const sending = useNavigation().state === 'submitting'
  return (
    <button
      className={quiet ? 'nhsuk-button nhsuk-button--secondary' : 'nhsuk-button'}
      type="submit"
      name={name}
      value={value}
      aria-disabled={sending || undefined}
      onClick={(event) => sending && event.preventDefault()}
    >
      {children}
    </button>
  )
}
