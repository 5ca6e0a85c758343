'use client'
import { PracticeButton } from '@/components/forms/practice-button'
import { api } from '@/lib/api/endpoints'
import { speeds } from '@/lib/api/practice'

const jumps = { '5m': '5 minutes', '1h': '1 hour', '2h': '2 hours' }

/** Makes the sandbox's clock jump, or run faster. */
export const PracticeTime = () => (
  <div className="flex flex-wrap gap-2">
    {Object.entries(jumps).map(([advance, words]) => (
      <PracticeButton
        key={advance}
        endpoint={api.practiceClock}
        params={{}}
        input={{ advance }}
        done={`${words} have passed`}
      >
        Jump {words}
      </PracticeButton>
    ))}
    {speeds.map((speed) => (
      <PracticeButton
        key={speed}
        endpoint={api.practiceClock}
        params={{}}
        input={{ speed }}
        done={`Time runs ${speed} times as fast as real time`}
      >
        Run at {speed} ×
      </PracticeButton>
    ))}
  </div>
)
