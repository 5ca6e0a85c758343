import { ContainerCondition, type ContainerDefinition } from '@aws-sdk/client-ecs'
import { client } from './errors'
import { checkWord } from './words'

/**
 * What containers wait for: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html
 * That they name each other rightly was checked before.
 */
export function checkStart(containers: readonly ContainerDefinition[]): void {
  const byName = new Map(containers.map((one) => [one.name, one]))
  for (const { name, dependsOn } of containers)
    for (const { containerName, condition } of dependsOn ?? []) {
      checkWord(condition, ContainerCondition, `containerDefinitions.${name}.dependsOn.condition`)
      const other = byName.get(containerName)
      if (condition === 'HEALTHY' && !other?.healthCheck)
        throw client(
          `Container '${containerName}' needs a healthCheck: container '${name}' waits for it to be HEALTHY.`,
        )
      // "This condition can't be set on an essential container"
      if ((condition === 'COMPLETE' || condition === 'SUCCESS') && other?.essential !== false)
        throw client(`The condition ${condition} can't be set on the essential container '${containerName}'.`)
    }
  const done = new Set<string | undefined>()
  const visit = (name: string | undefined, above: readonly (string | undefined)[]): void => {
    if (above.includes(name)) throw client('Container dependencies must not be circular.')
    if (done.has(name)) return
    for (const { containerName } of byName.get(name)?.dependsOn ?? []) visit(containerName, [...above, name])
    done.add(name)
  }
  for (const { name } of containers) visit(name, [])
}
