export interface ListStyle {
  readonly open: string;
  readonly close: string;
  /** Does the language allow (and its formatter write) a comma after the last item of a list on several lines? */
  readonly trailingComma: boolean;
  /** One step to the right. */
  readonly indent: string;
}

export const squareBrackets: ListStyle = { open: '[', close: ']', trailingComma: true, indent: '  ' };
export const fourSpaces: ListStyle = { ...squareBrackets, indent: '    ' };
/** Arguments of a call in Java and C#. */
export const argumentList: ListStyle = { open: '(', close: ')', trailingComma: false, indent: '    ' };

/** Items that are code already, on one line where they fit, else one to a line. `at`: how deep the line stands that opens the list. */
export function codeList(items: readonly string[], style: ListStyle, at = 0): string {
  const line = `${style.open}${items.join(', ')}${style.close}`;
  if (items.length < 2 || line.length <= 72) return line;
  const outer = style.indent.repeat(at);
  const lines = items.map((item) => `${outer}${style.indent}${item}`).join(',\n');
  return `${style.open}\n${lines}${style.trailingComma ? ',' : ''}\n${outer}${style.close}`;
}
