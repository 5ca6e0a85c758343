/** What was read of an ARN that leads nowhere, so that the person sees where it goes wrong. Null when it is none. */
export function understood(text: string): string | null {
  const [arn, partition, service, region, account, ...rest] = text.split(':')
  if (arn !== 'arn') return null
  const parts = [
    ['partition', partition],
    ['service', service],
    ['region', region],
    ['account', account],
    ['resource', rest.join(':')],
  ]
  return `Read as ${parts.map(([name, value]) => `${name} ${value || '(none)'}`).join(', ')}.`
}
