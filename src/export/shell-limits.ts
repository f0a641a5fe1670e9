import { CONTROL } from './cmd-word';
import { isWritable } from './curl-config';
import type { Shell } from './shells';

/** What a shell cannot take as it is, in sentences for the reader. `call`: the call as it is written for that shell. */
export function shellLimits(shell: Shell, call: string, body: string | null): string[] {
  const text = (body ?? '').replaceAll('\0', '');
  const zeros =
    text === (body ?? '') ? [] : ['The zero characters of the body are left out: no command line holds them.'];
  switch (shell) {
    case 'posix':
      return zeros;
    case 'powershell':
      return isWritable(text)
        ? zeros
        : [...zeros, 'The control characters of the body are spaces here: a terminal would act on them.'];
    case 'cmd':
      return [
        ...zeros,
        ...lostInCmd(text),
        ...(call.includes('%') ? ['This is for the prompt: in a batch file, write each percent sign twice.'] : []),
        ...(call.length > CMD_LINE ? [`cmd takes no more than ${CMD_LINE} characters at once: use PowerShell.`] : []),
      ];
  }
}

/** https://learn.microsoft.com/troubleshoot/windows-client/shell-experience/command-line-string-limitation */
const CMD_LINE = 8_191;

function lostInCmd(body: string): string[] {
  const lost = [
    ...(/[\r\n]/.test(body) ? ['line breaks'] : []),
    ...(body.replace(/[\r\n]/g, '').search(CONTROL) < 0 ? [] : ['control characters']),
  ];
  return lost.length === 0 ? [] : [`The ${lost.join(' and ')} of the body are spaces here: cmd cannot hand them over.`];
}
