// What the small driver does not show: mistakes that one of the examples shows, and those that no run can show, and why.

/** The variant under examples/broken. */
export const inExamples: Readonly<Record<string, string>> = {}

export const notShown: Readonly<Record<string, string>> = {}
