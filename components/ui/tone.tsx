import type { ReactNode } from 'react'
import { cn } from './cn'

export type Tone = 'neutral' | 'ok' | 'waiting' | 'attention' | 'failed' | 'unknown' | 'external' | 'ec2' | 'fargate'

export const toneText: Record<Tone, string> = {
  neutral: 'text-ink-2',
  ok: 'text-ok',
  waiting: 'text-waiting',
  attention: 'text-attention',
  failed: 'text-failed',
  unknown: 'text-unknown',
  external: 'text-external',
  ec2: 'text-ec2',
  fargate: 'text-fargate',
}

export const toneBox: Record<Tone, string> = {
  neutral: 'border-line-2 bg-sunken text-ink-2',
  ok: 'border-ok-edge bg-ok-soft text-ok',
  waiting: 'border-waiting-edge bg-waiting-soft text-waiting',
  attention: 'border-attention-edge bg-attention-soft text-attention',
  failed: 'border-failed-edge bg-failed-soft text-failed',
  unknown: 'border-unknown-edge bg-unknown-soft text-unknown border-dashed',
  external: 'border-external-edge bg-external-soft text-external',
  ec2: 'border-ec2-edge bg-ec2-soft text-ec2',
  fargate: 'border-fargate-edge bg-fargate-soft text-fargate',
}

const stroke = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.5 } as const

const shapes: Record<Tone, ReactNode> = {
  neutral: <circle cx="6" cy="6" r="2" fill="currentColor" />,
  ok: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  waiting: (
    <>
      <circle cx="6" cy="6" r="4.25" {...stroke} />
      <path d="M6 1.75a4.25 4.25 0 0 1 0 8.5z" fill="currentColor" />
    </>
  ),
  attention: <path d="M6 1.1 11.4 10.6H.6z" fill="currentColor" />,
  failed: (
    <path
      d="M3.9 1h4.2L11 3.9v4.2L8.1 11H3.9L1 8.1V3.9zm.5 2.4-1 1L5 6 3.400 7.600l1 1L6 7l1.600 1.600 1-1L7 6l1.600-1.600-1-1L6 5z"
      fill="currentColor"
      fillRule="evenodd"
    />
  ),
  unknown: <circle cx="6" cy="6" r="4.25" {...stroke} strokeDasharray="2.2 1.6" />,
  // Machines people own: a rack of two. EC2: a chip. Fargate: no machine at all, a parcel.
  external: <path d="M1.5 2h9v3.200h-9zm0 4.800h9V10h-9z" fill="currentColor" />,
  ec2: (
    <path
      d="M3.250 3.250h5.500v5.500h-5.500zM4.500.8v2.400M7.500.8v2.400M4.500 8.800v2.400M7.500 8.800v2.400M.8 4.500h2.400M.8 7.500h2.400M8.800 4.500h2.400M8.800 7.500h2.400"
      {...stroke}
      strokeWidth={1.25}
    />
  ),
  fargate: <path d="M6 .9 11.100 6 6 11.100.9 6z" {...stroke} />,
}

/** Every tone has a shape of its own, so that none is told by colour alone. */
export const ToneShape = ({ tone, className }: { tone: Tone; className?: string }) => (
  <svg viewBox="0 0 12 12" aria-hidden="true" className={cn('size-2.5 shrink-0', className)}>
    {shapes[tone]}
  </svg>
)
