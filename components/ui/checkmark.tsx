'use client'

/** A checkbox whose name is not drawn: for the rows of a table. */
export const Checkmark = ({
  label,
  checked,
  partly,
  onChange,
}: {
  label: string
  checked: boolean
  partly?: boolean
  onChange: (on: boolean) => void
}) => (
  <input
    type="checkbox"
    aria-label={label}
    checked={checked}
    ref={(box) => {
      if (box) box.indeterminate = Boolean(partly)
    }}
    onChange={(event) => onChange(event.target.checked)}
    className="block size-4 accent-accent"
  />
)
