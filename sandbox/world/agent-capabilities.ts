/** What amazon-ecs-agent says of itself on a Linux host: agent/app/agent_capability.go in aws/amazon-ecs-agent. */
const OLD = 'com.amazonaws.ecs.capability'

export const CAPABILITIES: readonly string[] = [
  ...['1.17', '1.18', '1.19', '1.20', '1.21', '1.24', '1.25', '1.29', '1.30', '1.32', '1.40', '1.44'].map(
    (version) => `${OLD}.docker-remote-api.${version}`,
  ),
  ...['json-file', 'syslog', 'journald', 'gelf', 'fluentd', 'awslogs', 'splunk', 'none'].map(
    (driver) => `${OLD}.logging-driver.${driver}`,
  ),
  `${OLD}.ecr-auth`,
  `${OLD}.privileged-container`,
  `${OLD}.selinux`,
  `${OLD}.apparmor`,
  `${OLD}.task-iam-role`,
  `${OLD}.task-iam-role-network-host`,
  'ecs.capability.container-health-check',
  'ecs.capability.container-ordering',
  'ecs.capability.docker-plugin.local',
  'ecs.capability.env-files.s3',
  'ecs.capability.execution-role-awslogs',
  'ecs.capability.execution-role-ecr-pull',
  'ecs.capability.firelens.fluentbit',
  'ecs.capability.firelens.fluentd',
  'ecs.capability.firelens.options.config.file',
  'ecs.capability.full-sync',
  'ecs.capability.logging-driver.awsfirelens',
  'ecs.capability.private-registry-authentication.secretsmanager',
  'ecs.capability.secrets.asm.environment-variables',
  'ecs.capability.secrets.ssm.environment-variables',
  'ecs.capability.task-cpu-mem-limit',
  'ecs.capability.pid-ipc-namespace-sharing',
]

/** Only agents on EC2: external ones strip it (externalUnsupportedCapabilities in the same file). */
export const EC2_CAPABILITIES: readonly string[] = ['ecs.capability.task-eni', 'ecs.capability.efs']

export const VERSION = { agentVersion: '1.98.0', agentHash: '4f7cfe2a', dockerVersion: 'DockerVersion: 27.5.1' }
