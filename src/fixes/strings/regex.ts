/** The text as a pattern that matches it alone, for PCRE, Python, Ruby, Go, Java and JavaScript alike. */
export const regexOf = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
