import { powershellWord, shellWord } from './shell'

export interface Installation {
  region: string
  cluster: string
  activationId: string
  activationCode: string
  /** Becomes the attribute `site`, by which services are held to a place. */
  site: string | null
  gpu: boolean
}

const installer = 'https://amazon-ecs-agent.s3.amazonaws.com/ecs-anywhere-install-latest.sh'

/**
 * The commands to run as they are on a Linux machine. Attributes count only at the first registration, so they are
 * written before the installer runs (amazon-ecs-agent README, ECS_INSTANCE_ATTRIBUTES); the installer keeps the file
 * and adds its own lines (scripts/ecs-anywhere-install.sh). Flags: "Registering an external instance", ECS guide.
 */
export function linuxInstall(of: Installation): string {
  const lines: string[] = []
  if (of.site) {
    const attributes = `ECS_INSTANCE_ATTRIBUTES=${JSON.stringify({ site: of.site })}`
    lines.push('sudo mkdir -p /etc/ecs', `printf '%s\\n' ${shellWord(attributes)} | sudo tee -a /etc/ecs/ecs.config`)
  }
  lines.push(`curl --proto https -o ecs-anywhere-install.sh ${installer}`)
  const flags = [
    ['--region', of.region],
    ['--cluster', of.cluster],
    ['--activation-id', of.activationId],
    ['--activation-code', of.activationCode],
  ].map(([flag = '', value = '']) => `${flag} ${shellWord(value)}`)
  if (of.gpu) flags.push('--enable-gpu')
  lines.push(`sudo bash ecs-anywhere-install.sh ${flags.join(' ')}`)
  return lines.join('\n')
}

/** The same for Windows Server, in PowerShell run as administrator ("Registering an external instance", ECS guide). */
export function windowsInstall(of: Installation): string {
  const script = 'ecs-anywhere-install.ps1'
  const source = `https://amazon-ecs-agent.s3.amazonaws.com/${script}`
  const lines: string[] = []
  if (of.site) {
    const attributes = powershellWord(JSON.stringify({ site: of.site }))
    lines.push(`[Environment]::SetEnvironmentVariable('ECS_INSTANCE_ATTRIBUTES', ${attributes}, 'Machine')`)
  }
  lines.push(
    `Invoke-RestMethod -URI ${powershellWord(source)} -OutFile ${script}`,
    `.\\${script} -Region ${powershellWord(of.region)} -Cluster ${powershellWord(of.cluster)} -ActivationID ${powershellWord(of.activationId)} -ActivationCode ${powershellWord(of.activationCode)}`,
  )
  return lines.join('\n')
}

/** What a machine must be able to reach, outbound on 443, to register and to serve ("External instance networking"). */
export const endpointsToAllow = (region: string): string[] => [
  `ecs-a-*.${region}.amazonaws.com`,
  `ecs-t-*.${region}.amazonaws.com`,
  `ecs.${region}.amazonaws.com`,
  `ssm.${region}.amazonaws.com`,
  `ec2messages.${region}.amazonaws.com`,
  `ssmmessages.${region}.amazonaws.com`,
]
