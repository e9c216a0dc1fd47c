/** Something that the suites need and this machine cannot give. Such suites are skipped and named, never passed. */
export class Unavailable extends Error {}
