/** What decides whether a rolling deployment can make its first move. */
export interface Rollout {
  desired: number
  minPercent: number
  maxPercent: number
  /** Host ports each task insists on; empty when any number of tasks can share a host. */
  staticPorts: number[]
  /** Hosts the tasks may be placed on now; null where hosts do not limit (Fargate). */
  hosts: number | null
}

/**
 * Why a rolling deployment of this service would hang, or null when it can go on. ECS either starts a new task first
 * (room under the maximum, and a host whose port is free) or stops an old one first (room above the minimum). The
 * minimum is rounded up and the maximum down (ECS API reference, DeploymentConfiguration). With a static port on one
 * host and 100/200 neither is possible, and AWS waits for ever.
 */
export function whyStuck(of: Rollout): string | null {
  if (of.desired === 0) return null
  const least = Math.ceil((of.desired * of.minPercent) / 100)
  const most = Math.floor((of.desired * of.maxPercent) / 100)
  const mayStop = of.desired - 1 >= least
  const mayStart = of.desired + 1 <= most
  const onePerHost = of.hosts !== null && of.staticPorts.length > 0
  const hasRoom = !onePerHost || (of.hosts ?? 0) > of.desired
  if (mayStop || (mayStart && hasRoom)) return null
  if (!mayStart)
    return `A deployment cannot begin: at ${of.minPercent}/${of.maxPercent} percent of ${of.desired}, ECS may neither stop a task nor start another. Lower the minimum or raise the maximum.`
  const ports = of.staticPorts.map((port) => `${port}`).join(', ')
  return `A deployment would hang: every task takes host port ${ports}, all ${of.hosts} ${of.hosts === 1 ? 'host has' : 'hosts have'} one, and at ${of.minPercent}/${of.maxPercent} percent ECS may not stop a task before its successor runs. Use 0/100 percent, a dynamic host port (0), or another host.`
}
