/** A bollard on the quay, the water under it. */
export const Mark = ({ className = 'size-6' }: { className?: string }) => (
  <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
    <rect width="32" height="32" rx="7" className="fill-accent" />
    <path
      d="M8.5 9.25c0-1.8 1.4-3.25 3.2-3.25h8.6c1.8 0 3.2 1.45 3.2 3.25s-1.4 3.25-3.2 3.25H20v7h-8v-7h-.3c-1.800 0-3.200-1.450-3.200-3.250ZM5 19.500h22V22H5z"
      fill="#fff"
    />
    <path
      d="M5 26c1.850 0 1.850-1.400 3.700-1.400s1.850 1.400 3.650 1.400 1.850-1.400 3.650-1.400 1.850 1.400 3.650 1.400 1.850-1.400 3.650-1.400S25.150 26 27 26"
      fill="none"
      stroke="#9ec1ff"
      strokeWidth="1.700"
      strokeLinecap="round"
    />
  </svg>
)
