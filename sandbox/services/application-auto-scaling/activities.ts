import type * as scaling from '@aws-sdk/client-application-auto-scaling'
import type { Handlers } from '../../wire/handlers'
import { pageOf } from '../../wire/page'
import type { Region } from '../../world/region'
import { badToken, invalid, pageSize } from './errors'
import { checkNamed } from './find'

// https://docs.aws.amazon.com/autoscaling/application/APIReference/API_DescribeScalingActivities.html
export const activities: Handlers<typeof scaling, Region> = {
  DescribeScalingActivities(input, world) {
    checkNamed(input)
    if (input.ScalableDimension !== undefined && input.ResourceId === undefined)
      throw invalid('Resource ID must be specified when scalable dimension is specified')
    const found = world.scaling.activities
      .filter(
        (one) =>
          one.ServiceNamespace === input.ServiceNamespace &&
          (input.ResourceId === undefined || one.ResourceId === input.ResourceId),
      )
      .reverse()
    const { items, next } = pageOf(found, {
      size: pageSize(input.MaxResults),
      token: input.NextToken,
      refuse: badToken,
    })
    return { ScalingActivities: items, ...(next && { NextToken: next }) }
  },
}
