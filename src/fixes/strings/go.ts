import { codeList, type ListStyle } from '../code-list';
import { doubleQuoted } from './double-quoted';

/** `[]string{"a", "b"}`, as gofmt writes it. */
export const goStrings = (items: readonly string[], at = 0): string =>
  `[]string${codeList(items.map(doubleQuoted), goList, at)}`;

const goList: ListStyle = { open: '{', close: '}', trailingComma: true, indent: '\t' };
