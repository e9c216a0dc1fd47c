/** Names the file that a suite in the extension host writes its results to. */
export const resultsVariable = 'MRX_TEST_RESULTS'
