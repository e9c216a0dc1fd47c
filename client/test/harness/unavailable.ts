/** Something that the suites need and this machine cannot give. Such suites are skipped and named, never passed. */
export class Unavailable extends Error {}

/** What the user named is not what it should be: told in one line, as a failure, since it was asked for. */
export class Misnamed extends Error {}
