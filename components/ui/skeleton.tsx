import { cn } from './cn'

/** Where something will be, on the first load only. Give it the size of what comes: "h-5 w-40". */
export const Skeleton = ({ className = 'h-4 w-full' }: { className?: string }) => (
  <span aria-hidden className={cn('skeleton block', className)} />
)
