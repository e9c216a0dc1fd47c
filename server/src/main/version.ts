// The version of package.json, put in by the build.
declare const MRX_VERSION: string | undefined

export const version: string = typeof MRX_VERSION === 'string' ? MRX_VERSION : '0.0.0-checkout'
