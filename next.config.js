/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are `npm run check`'s to judge: a start need not wait for them.
  typescript: { ignoreBuildErrors: true },
  async headers() {
    const headers = [
      { key: 'x-content-type-options', value: 'nosniff' },
      { key: 'x-frame-options', value: 'DENY' },
      { key: 'referrer-policy', value: 'same-origin' },
      { key: 'cross-origin-opener-policy', value: 'same-origin' },
      { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=()' },
      // Over plain http a browser pays no heed to it.
      { key: 'strict-transport-security', value: 'max-age=31536000; includeSubDomains' },
    ]
    return [{ source: '/:path*', headers }]
  },
  // pg and the SDK stay out of the bundle: they are Node packages with their own resolution.
  serverExternalPackages: [
    'pg',
    'pino',
    '@aws-sdk/client-ecs',
    '@aws-sdk/client-ssm',
    '@aws-sdk/client-cloudwatch-logs',
    '@aws-sdk/client-sts',
    '@aws-sdk/client-iam',
    '@aws-sdk/client-ec2',
  ],
}
