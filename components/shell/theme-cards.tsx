'use client'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { Field } from '@/components/ui/field'
import { RadioCards } from '@/components/ui/radio-cards'

const never = () => () => {}

const cards = [
  { value: 'light', label: 'Light', hint: 'Dark words on white' },
  { value: 'dark', label: 'Dark', hint: 'For the night shift' },
  { value: 'system', label: 'As the system', hint: 'Follows what the computer says' },
]

/** Light or dark. Which one is known in the browser only, so nothing is marked before it wakes. */
export function ThemeCards() {
  const { theme, setTheme } = useTheme()
  const awake = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return (
    <div className="max-w-[720px]">
      <Field group label={<span className="sr-only">Theme</span>}>
        <RadioCards
          cards={cards}
          value={awake ? (theme ?? '') : ''}
          onChange={(event) => setTheme(event.currentTarget.value)}
        />
      </Field>
    </div>
  )
}
