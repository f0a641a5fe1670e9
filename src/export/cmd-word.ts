/**
 * A text as one argument at the prompt of cmd.exe. With every quote escaped it never enters its own quoted mode, so that each
 * character it acts on can be escaped with `^`. Percent signs it reads before it takes carets away, when a caret behind one
 * is still part of the name: `%^NAME^%` and `%^NAME:a=b^%` name no variable.
 *
 * Inside, backslashes and quotes follow the rules of the C runtime
 * (https://learn.microsoft.com/cpp/c-language/parsing-c-command-line-arguments).
 */
export function cmdWord(text: string): string {
  const argument = text.replace(CONTROL, ' ').replace(/\\+"?|"/g, (found, at: number, all: string) => {
    const slashes = found.replace('"', '');
    if (found.endsWith('"')) return `${slashes}${slashes}\\"`;
    return at + found.length === all.length ? slashes + slashes : slashes;
  });
  return `"${argument}"`.replace(/[()%!^"<>&|]/g, '^$&').replace(/%(?!\^)/g, '%^');
}

/** A line break ends the line for cmd.exe, and its prompt acts on the other control characters, on pasted ones too. */
export const CONTROL = /\p{Cc}+/gu;
